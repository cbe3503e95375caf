package dev.appservices.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An exported app in a directory or a zip, read and validated whole. It is a picture of the moment: later changes of the files
 * do not show.
 */
public final class AppDirectory {
    private final AppFiles files;
    private final AppDefinition definition;
    private final List<Report.Item> found;

    private AppDirectory(AppFiles files, AppDefinition definition, List<Report.Item> found) {
        this.files = files;
        this.definition = definition;
        this.found = found;
    }

    /**
     * Reads the app in a directory or a zip, or the only one in a folder up to three levels below its top. The hash does
     * not tell both forms apart.
     *
     * @throws AppDirectoryException if there is no app, or one that cannot be read completely
     */
    public static AppDirectory read(Path path) {
        if (!Files.isRegularFile(path)) {
            AppFolder folder = AppFolder.find(path);
            return read(
                    () -> AppFiles.read(folder),
                    folder.nesting(),
                    path.resolve(folder.nesting()).toString());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return readZip(in, path.toString());
        } catch (IOException e) {
            throw new AppDirectoryException(path.toString(), "The file cannot be read.", e);
        }
    }

    /**
     * Reads the app in a zip, or the only one in a folder up to three levels below its top. Nothing is written to disk.
     *
     * @param zip is read to its end at most, and not closed
     * @throws AppDirectoryException if there is no app, or one that cannot be read completely
     * @throws UncheckedIOException if the stream fails
     */
    public static AppDirectory readZip(InputStream zip) {
        try {
            return readZip(zip, "The zip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AppDirectory readZip(InputStream in, String name) throws IOException {
        AppZip zip;
        String folder;
        try {
            zip = new AppZip(ZipArchive.of(in));
            folder = zip.folder();
        } catch (AppDirectoryException e) {
            throw e.isWhole() ? e.below(name) : e;
        }
        return read(() -> zip.read(folder), folder, folder.isEmpty() ? name : name + "/" + folder);
    }

    /**
     * @param nesting the path from the top to the app
     * @param place how a problem of the whole app names it
     */
    private static AppDirectory read(Supplier<AppFiles> source, String nesting, String place) {
        try {
            AppFiles files = source.get();
            Findings findings = new Findings();
            AppDefinition definition = new AppReader(files, findings).read();
            return new AppDirectory(files, definition, findings.items());
        } catch (AppDirectoryException e) {
            if (e.isWhole()) {
                throw e.below(place);
            }
            throw nesting.isEmpty() ? e : e.below(nesting);
        }
    }

    public AppDefinition definition() {
        return definition;
    }

    /**
     * What becomes of the app here.
     *
     * @param implementedProviders the types that this version can log in with
     * @param secrets names and texts that the operator gave; texts are not repeated
     */
    public Report report(Set<String> implementedProviders, Map<String, String> secrets) {
        Findings findings = new Findings(found);
        ProviderReview review = new ProviderReview(implementedProviders, secrets, findings);
        definition.providers().forEach(review::review);
        return new Report(definition.name(), definition.appId(), findings.items());
    }

    /**
     * SHA-256 in hex over the paths and bytes of all files that are read. Paths are relative to the app's folder, and
     * files that are not part of an app do not count.
     */
    public String hash() {
        return files.hash();
    }

    /** Paths of all files that are read, relative to the app's folder, with {@code /}, sorted. */
    public List<String> files() {
        return files.paths();
    }

    /**
     * The bytes of a file as they were hashed and validated.
     *
     * @throws IllegalStateException for a path that {@link #files()} does not have
     */
    public byte[] content(String path) {
        return files.content(path).clone();
    }
}
