package dev.appservices.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The folder that holds the app, which in repositories is often not the top one.
 *
 * @param directory what the operator named, without symbolic links: the border that no link may leave
 * @param folder the directory itself or one below it
 * @param rootFile the name of the file that makes it an app
 */
record AppFolder(Path directory, Path folder, String rootFile) {
    /** Versions, packages and remains of repairs: huge or closed, and never part of an export. */
    private static final Set<String> FOREIGN = Set.of(".git", "node_modules", "lost+found", "__MACOSX");

    static boolean isForeign(Path path) {
        Path name = path.getFileName();
        return name != null && isForeign(name.toString());
    }

    /** Also what starts with "..": there a mounted volume keeps its older and newer states; "._" is macOS's twin. */
    static boolean isForeign(String name) {
        return FOREIGN.contains(name) || name.startsWith("..") || name.startsWith("._");
    }

    static AppFolder find(Path directory) {
        if (!Files.exists(directory)) {
            throw new AppDirectoryException(directory.toString(), "There is no such directory.");
        }
        try {
            return find(directory, directory.toRealPath());
        } catch (IOException e) {
            throw new AppDirectoryException(directory.toString(), "The directory cannot be read.", e);
        }
    }

    private static AppFolder find(Path given, Path directory) throws IOException {
        Optional<String> rootFile = rootFile(directory);
        if (rootFile.isPresent()) {
            return new AppFolder(directory, directory, rootFile.get());
        }
        Search search = new Search();
        Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), RootFile.MAX_NESTING + 1, search);
        return search.only(given);
    }

    private static Optional<String> rootFile(Path folder) {
        return RootFile.of(
                name -> Files.isRegularFile(folder.resolve(name)),
                name -> Files.isDirectory(folder.resolve(name)),
                name -> small(folder.resolve(name)));
    }

    /** A file that cannot be read may be somebody else's; the app's own are read again and their errors told. */
    private static Optional<byte[]> small(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(AppFiles.MAX_FILE_BYTES + 1);
            return Optional.of(content).filter(bytes -> bytes.length <= AppFiles.MAX_FILE_BYTES);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The path from the named directory to the app, with {@code /}; empty where both are the same. */
    String nesting() {
        return AppFiles.relative(directory, folder);
    }

    /** Looks for root files and does not go into folders that are an app: what lies there is the app's own. */
    private static final class Search extends SimpleFileVisitor<Path> {
        private final List<AppFolder> found = new ArrayList<>();
        private Path top = Path.of("");
        private int entries;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (entries == 0) {
                top = folder;
                entries++;
                return FileVisitResult.CONTINUE;
            }
            if (isForeign(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Optional<String> rootFile = rootFile(folder);
            rootFile.ifPresent(name -> found.add(new AppFolder(top, folder, name)));
            return rootFile.isPresent() ? FileVisitResult.SKIP_SUBTREE : counted();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return counted();
        }

        /** A closed folder is somebody else's; the app's own has to be readable, and is checked later. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return counted();
        }

        private FileVisitResult counted() {
            return ++entries > AppFiles.MAX_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        AppFolder only(Path given) {
            if (entries > AppFiles.MAX_ENTRIES) {
                throw new AppDirectoryException(
                        given.toString(),
                        "There is no root file of an app in it, and too many files below it to look for one; name the"
                                + " folder of the app.");
            }
            Map<String, AppFolder> folders = new TreeMap<>();
            found.forEach(folder -> folders.put(folder.nesting(), folder));
            String only = RootFile.onlyFolder(given.toString(), folders.keySet(), "name the folder of one.");
            return Objects.requireNonNull(folders.get(only));
        }
    }
}
