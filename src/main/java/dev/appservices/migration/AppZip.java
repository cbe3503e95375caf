package dev.appservices.migration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An app in a zip. Nothing is written to disk, but names that would leave a folder are refused all the same: they show
 * that somebody tries, and they have no place in a report. The bounds of a directory hold for the whole zip, so that
 * what is unpacked stays in memory; files that are no part of an app are not unpacked at all.
 */
final class AppZip {
    private final ZipArchive archive;
    private final SortedMap<String, ZipArchive.Entry> entries = new TreeMap<>();
    private final Set<String> folders = new HashSet<>();

    AppZip(ZipArchive archive) {
        this.archive = archive;
        long size = 0;
        for (ZipArchive.Entry entry : archive.entries()) {
            size += entry.size();
            if (size > AppFiles.MAX_TOTAL_BYTES) {
                throw new AppDirectoryException(
                        AppDirectoryException.WHOLE, "The files in the zip are larger than 64 MB.");
            }
            add(path(entry), entry);
        }
        entries.keySet().stream().filter(folders::contains).findFirst().ifPresent(AppZip::refuseTwin);
    }

    private void add(String path, ZipArchive.Entry entry) {
        int slash = path.lastIndexOf('/');
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            folders.add(path.substring(0, at));
        }
        if (entry.isFolder()) {
            folders.add(path);
        } else if (!AppFolder.isForeign(path.substring(slash + 1))
                && Arrays.stream(path.split("/", -1)).noneMatch(AppFolder::isForeign)
                && entries.put(path, entry) != null) {
            refuseTwin(path);
        }
    }

    private static void refuseTwin(String path) {
        throw new AppDirectoryException(path, "The zip has this name twice.");
    }

    /** Some tools of Windows write backslashes. */
    private static String path(ZipArchive.Entry entry) {
        String path = entry.name().replace('\\', '/');
        if (entry.isFolder()) {
            path = path.substring(0, path.length() - 1);
        }
        boolean isOutside = path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || List.of(path.split("/", -1)).contains("..");
        if (isOutside) {
            throw new AppDirectoryException(path, "This name leads out of the zip.");
        }
        if (path.codePoints().anyMatch(Character::isISOControl)
                || Arrays.stream(path.split("/", -1)).anyMatch(name -> name.isEmpty() || name.equals("."))) {
            throw new AppDirectoryException(path, "This is not a name of a file.");
        }
        if (entry.isLink()) {
            throw new AppDirectoryException(path, "This is a symbolic link; links in a zip are not followed.");
        }
        return path;
    }

    /** The folder of the only app in the zip, empty for its top. */
    String folder() {
        return RootFile.onlyFolder(AppDirectoryException.WHOLE, roots().keySet(), "make a zip of the folder of one.");
    }

    private Map<String, String> roots() {
        Map<String, String> roots = new HashMap<>();
        rootFile("").ifPresent(name -> roots.put("", name));
        folders.stream()
                .filter(folder -> folder.split("/", -1).length <= RootFile.MAX_NESTING)
                .forEach(folder -> rootFile(folder).ifPresent(name -> roots.put(folder, name)));
        return RootFile.outermost(roots);
    }

    private Optional<String> rootFile(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return RootFile.of(
                name -> entries.containsKey(prefix + name),
                name -> folders.contains(prefix + name),
                name -> small(prefix + name));
    }

    private Optional<byte[]> small(String path) {
        return Optional.ofNullable(entries.get(path))
                .filter(entry -> entry.size() <= AppFiles.MAX_FILE_BYTES)
                .map(entry -> archive.content(path, entry));
    }

    /** The files of the app in a folder of the zip. */
    AppFiles read(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        String rootFile = rootFile(folder).orElseThrow();
        FileSort sort = new FileSort(rootFile);
        SortedMap<String, byte[]> contents = new TreeMap<>();
        entries.forEach((name, entry) -> {
            if (name.startsWith(prefix)) {
                String path = name.substring(prefix.length());
                if (sort.isRead(path, entry.size())) {
                    contents.put(path, archive.content(path, entry));
                }
            }
        });
        return new AppFiles(rootFile, contents, sort);
    }
}
