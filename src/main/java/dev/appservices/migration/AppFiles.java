package dev.appservices.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The bytes of an app's files, read once, so that what is validated, hashed and stored is the same. */
final class AppFiles {
    /** The largest public function source has 1,800 lines; a JSON file this large is data that went astray. */
    static final int MAX_FILE_BYTES = 5 * 1024 * 1024;

    /** All files together, also those that are not read. */
    static final long MAX_TOTAL_BYTES = 64L * 1024 * 1024;

    /** Files and folders together. */
    static final int MAX_ENTRIES = 5_000;

    private final String rootFile;
    private final SortedMap<String, byte[]> contents;
    private final Map<Part, List<String>> paths;
    private final List<String> ignored;
    private final int hosted;

    AppFiles(String rootFile, SortedMap<String, byte[]> contents, FileSort sort) {
        this.rootFile = rootFile;
        this.contents = contents;
        this.paths = contents.keySet().stream()
                .collect(Collectors.groupingBy(path -> Part.of(path).orElseThrow()));
        this.ignored = sort.ignored();
        this.hosted = sort.hosted();
    }

    static AppFiles read(AppFolder folder) {
        FolderScan scan = new FolderScan(folder);
        try {
            Files.walkFileTree(folder.folder(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, scan);
        } catch (IOException e) {
            throw new AppDirectoryException(AppDirectoryException.WHOLE, "The folder cannot be read.", e);
        }
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, Path> file : scan.toRead().entrySet()) {
            contents.put(file.getKey(), content(file.getKey(), file.getValue()));
        }
        return new AppFiles(folder.rootFile(), contents, scan.sort());
    }

    private static byte[] content(String path, Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE_BYTES + 1);
        } catch (IOException e) {
            throw new AppDirectoryException(path, "The file cannot be read.", e);
        }
        if (content.length > MAX_FILE_BYTES) {
            throw new AppDirectoryException(path, "The file is larger than 5 MB.");
        }
        return content;
    }

    /** A path below a folder, with {@code /} on every system, so that reports and hashes are the same everywhere. */
    static String relative(Path folder, Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    String rootFile() {
        return rootFile;
    }

    boolean has(String path) {
        return contents.containsKey(path);
    }

    byte[] content(String path) {
        byte[] content = contents.get(path);
        if (content == null) {
            throw new IllegalStateException(path + " was not read; there are " + contents.keySet());
        }
        return content;
    }

    /** Paths of one part, sorted. */
    List<String> paths(Part part) {
        return paths.getOrDefault(part, List.of());
    }

    List<String> paths() {
        return List.copyOf(contents.keySet());
    }

    /** Paths of files that were not opened, sorted, without those of the app's web site. */
    List<String> ignored() {
        return ignored;
    }

    /** The number of files of the app's web site. */
    int hosted() {
        return hosted;
    }

    /** SHA-256 over each path, length and content: a file cannot borrow bytes from its neighbor unnoticed. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((path, content) -> {
                byte[] name = path.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(name.length)
                        .putInt(content.length)
                        .array());
                digest.update(name);
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
