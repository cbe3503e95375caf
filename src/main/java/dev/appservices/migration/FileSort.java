package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;

/** Sorts the files of an app into those to read and those to count, and keeps the sum within bounds. */
final class FileSort {
    private final String rootFile;
    private final List<String> ignored = new ArrayList<>();
    private int hosted;
    private int entries;
    private long bytes;

    FileSort(String rootFile) {
        this.rootFile = rootFile;
    }

    /** Counts a file or a folder, whatever becomes of it. */
    void count(long size) {
        entries++;
        bytes += size;
        if (entries > AppFiles.MAX_ENTRIES) {
            throw new AppDirectoryException(AppDirectoryException.WHOLE, "The app has more than 5,000 files.");
        }
        if (bytes > AppFiles.MAX_TOTAL_BYTES) {
            throw new AppDirectoryException(AppDirectoryException.WHOLE, "The app is larger than 64 MB.");
        }
    }

    /** Whether a file is to be read; one that is not is remembered. */
    boolean isRead(String path, long size) {
        if (Part.of(path)
                .filter(part -> part != Part.ROOT || path.equals(rootFile))
                .isPresent()) {
            if (size > AppFiles.MAX_FILE_BYTES) {
                throw new AppDirectoryException(path, "The file is larger than 5 MB.");
            }
            return true;
        }
        if (Part.isHosted(path)) {
            hosted++;
        } else {
            ignored.add(path);
        }
        return false;
    }

    List<String> ignored() {
        return ignored.stream().sorted().toList();
    }

    int hosted() {
        return hosted;
    }
}
