package dev.appservices.migration;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sorts the files of an app's folder into those to read and those to count, before a byte is read. Links are followed,
 * since volumes and shared sources are mounted with them, but not out of the directory: an uploaded archive could else
 * show files of the server.
 */
final class FolderScan extends SimpleFileVisitor<Path> {
    private final AppFolder folder;
    private final SortedMap<String, Path> toRead = new TreeMap<>();
    private final List<String> ignored = new ArrayList<>();
    private int hosted;
    private int entries;
    private long bytes;

    FolderScan(AppFolder folder) {
        this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (directory.equals(folder.folder())) {
            return FileVisitResult.CONTINUE;
        }
        if (AppFolder.isForeign(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        count(0);
        checkLink(directory);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (AppFolder.isForeign(file)) {
            return FileVisitResult.CONTINUE;
        }
        count(attributes.size());
        checkLink(file);
        String path = AppFiles.relative(folder.folder(), file);
        Optional<Part> part = Part.of(path).filter(p -> p != Part.ROOT || path.equals(folder.rootFile()));
        if (part.isPresent()) {
            if (!attributes.isRegularFile()) {
                throw new AppDirectoryException(path, "This is a device or a pipe, where a file is expected.");
            }
            if (attributes.size() > AppFiles.MAX_FILE_BYTES) {
                throw new AppDirectoryException(path, "The file is larger than 5 MB.");
            }
            toRead.put(path, file);
        } else if (Part.isHosted(path)) {
            hosted++;
        } else {
            ignored.add(path);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (AppFolder.isForeign(file)) {
            return FileVisitResult.CONTINUE;
        }
        String path = AppFiles.relative(folder.folder(), file);
        if (e instanceof FileSystemLoopException) {
            throw new AppDirectoryException(path, "This symbolic link leads back to a folder that it is in.", e);
        }
        throw new AppDirectoryException(path, "The file cannot be read.", e);
    }

    private void count(long size) {
        entries++;
        bytes += size;
        if (entries > AppFiles.MAX_ENTRIES) {
            throw new AppDirectoryException(AppDirectoryException.WHOLE, "The app has more than 5,000 files.");
        }
        if (bytes > AppFiles.MAX_TOTAL_BYTES) {
            throw new AppDirectoryException(AppDirectoryException.WHOLE, "The app is larger than 64 MB.");
        }
    }

    private void checkLink(Path file) {
        if (!Files.isSymbolicLink(file)) {
            return;
        }
        String path = AppFiles.relative(folder.folder(), file);
        Path target;
        try {
            target = file.toRealPath();
        } catch (IOException e) {
            throw new AppDirectoryException(path, "This symbolic link leads to nothing.", e);
        }
        if (!target.startsWith(folder.directory())) {
            throw new AppDirectoryException(path, "This symbolic link leaves the directory of the app.");
        }
    }

    Map<String, Path> toRead() {
        return Collections.unmodifiableMap(toRead);
    }

    List<String> ignored() {
        return ignored.stream().sorted().toList();
    }

    int hosted() {
        return hosted;
    }
}
