package dev.appservices.migration;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks through an app's folder before a byte is read. Links are followed,
 * since volumes and shared sources are mounted with them, but not out of the directory: an uploaded archive could else
 * show files of the server.
 */
final class FolderScan extends SimpleFileVisitor<Path> {
    private final AppFolder folder;
    private final SortedMap<String, Path> toRead = new TreeMap<>();
    private final FileSort sort;

    FolderScan(AppFolder folder) {
        this.folder = folder;
        this.sort = new FileSort(folder.rootFile());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (directory.equals(folder.folder())) {
            return FileVisitResult.CONTINUE;
        }
        if (AppFolder.isForeign(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        sort.count(0);
        checkLink(directory);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (AppFolder.isForeign(file)) {
            return FileVisitResult.CONTINUE;
        }
        sort.count(attributes.size());
        checkLink(file);
        String path = AppFiles.relative(folder.folder(), file);
        if (sort.isRead(path, attributes.size())) {
            if (!attributes.isRegularFile()) {
                throw new AppDirectoryException(path, "This is a device or a pipe, where a file is expected.");
            }
            toRead.put(path, file);
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

    FileSort sort() {
        return sort;
    }
}
