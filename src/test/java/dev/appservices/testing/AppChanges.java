package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells when the files of a folder have changed and come to rest. It compares names, sizes and times at each look. The
 * system's own notices are no help: macOS has none for Java, and mounted folders of containers and virtual machines
 * send none.
 */
final class AppChanges {
    /** What a look found. */
    enum Look {
        SAME,
        /** Something is being written: editors write a file in several steps, and a checkout many files. */
        MOVING,
        /** Something was written since the last time, and is as it was at the look before. */
        CHANGED
    }

    /** Packages and versions: huge, and never part of an app. */
    private static final Set<String> FOREIGN = Set.of(".git", "node_modules");

    private final Path folder;
    private Map<Path, Stamp> known;
    private Map<Path, Stamp> last;

    AppChanges(Path folder) {
        this.folder = folder;
        known = stamps();
        last = known;
    }

    Look look() {
        Map<Path, Stamp> now = stamps();
        boolean resting = now.equals(last);
        last = now;
        if (!resting) {
            return Look.MOVING;
        }
        if (now.equals(known)) {
            return Look.SAME;
        }
        known = now;
        return Look.CHANGED;
    }

    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new HashMap<>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                            boolean foreign = !directory.equals(folder)
                                    && FOREIGN.contains(directory.getFileName().toString());
                            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            stamps.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
                            return FileVisitResult.CONTINUE;
                        }

                        /** It went away between listing and reading, or is closed: the look after next tells. */
                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stamps;
    }

    private record Stamp(long size, FileTime modified) {}
}
