package dev.appservices.migration;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The folder that holds the app, which in repositories is often not the top one.
 *
 * @param directory what the operator named, without symbolic links: the border that no link may leave
 * @param folder the directory itself or one below it
 * @param rootFile the name of the file that makes it an app
 */
record AppFolder(Path directory, Path folder, String rootFile) {
    /** The newest first: a mixture of both is read as the newer form. */
    static final List<String> ROOT_FILES = List.of("root_config.json", "realm_config.json");

    /** {@code apps/backend/realm} is the deepest nesting seen in public repositories. */
    static final int MAX_NESTING = 3;

    /** Versions, packages and remains of repairs: huge or closed, and never part of an export. */
    private static final Set<String> FOREIGN = Set.of(".git", "node_modules", "lost+found");

    /** Also what starts with "..": there a mounted volume keeps its older and newer states. */
    static boolean isForeign(Path path) {
        Path name = path.getFileName();
        return name != null
                && (FOREIGN.contains(name.toString()) || name.toString().startsWith(".."));
    }

    static AppFolder find(Path directory) {
        if (!Files.exists(directory)) {
            throw new AppDirectoryException(directory.toString(), "There is no such directory.");
        }
        if (!Files.isDirectory(directory)) {
            throw new AppDirectoryException(directory.toString(), "This is a file, where a directory is expected.");
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
        Optional<String> old = oldRootFile(directory);
        if (old.isPresent()) {
            throw oldGeneration(given.resolve(old.get()));
        }
        Search search = new Search();
        Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), MAX_NESTING + 1, search);
        return search.only(given, directory);
    }

    private static Optional<String> rootFile(Path folder) {
        return ROOT_FILES.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .findFirst();
    }

    /** Many projects have a {@code config.json}; one of an app has a name together with its ID or format. */
    private static Optional<String> oldRootFile(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve("stitch.json"))) {
            return Optional.of("stitch.json");
        }
        Path config = folder.resolve("config.json");
        if (!Files.isRegularFile(config) || Files.size(config) > AppFiles.MAX_FILE_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = LenientJson.parse("config.json", Files.readAllBytes(config));
            return json.has("name") && (json.has("app_id") || json.has("config_version"))
                    ? Optional.of("config.json")
                    : Optional.empty();
        } catch (AppDirectoryException e) {
            return Optional.empty();
        }
    }

    private static AppDirectoryException oldGeneration(Path file) {
        return new AppDirectoryException(
                file.toString(),
                "This app has the form of before 2021, which is not read yet; export it with a newer command line"
                        + " client, so that it has a realm_config.json or a root_config.json.");
    }

    /** The path from the named directory to the app, with {@code /}; empty where both are the same. */
    String nesting() {
        return AppFiles.relative(directory, folder);
    }

    /** Looks for root files and does not go into folders that are an app: what lies there is the app's own. */
    private static final class Search extends SimpleFileVisitor<Path> {
        private final List<AppFolder> found = new ArrayList<>();
        private final List<Path> old = new ArrayList<>();
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
            oldRootFile(folder).ifPresent(name -> old.add(folder.resolve(name)));
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

        AppFolder only(Path given, Path directory) {
            if (entries > AppFiles.MAX_ENTRIES) {
                throw new AppDirectoryException(
                        given.toString(),
                        "There is no root_config.json and no realm_config.json in it, and too many files below it to"
                                + " look for one; name the folder of the app.");
            }
            if (found.size() == 1) {
                return found.get(0);
            }
            if (!found.isEmpty()) {
                String folders = found.stream().map(AppFolder::nesting).sorted().collect(Collectors.joining(", "));
                throw new AppDirectoryException(
                        given.toString(), "There are several apps in it (" + folders + "); name the folder of one.");
            }
            Optional<Path> oldFile = old.stream().sorted().findFirst();
            if (oldFile.isPresent()) {
                throw oldGeneration(given.resolve(AppFiles.relative(directory, oldFile.get())));
            }
            throw new AppDirectoryException(
                    given.toString(),
                    "There is no app here: neither root_config.json nor realm_config.json is in it, or in a folder up"
                            + " to three levels below it.");
        }
    }
}
