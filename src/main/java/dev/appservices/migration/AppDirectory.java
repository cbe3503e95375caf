package dev.appservices.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An exported app in a directory, read and validated whole. It is a picture of the moment: later changes of the files
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
     * Reads the app in the directory, or the only one in a folder up to three levels below it.
     *
     * @throws AppDirectoryException if there is no app, or one that cannot be read completely
     */
    public static AppDirectory read(Path directory) {
        AppFolder folder = AppFolder.find(directory);
        try {
            AppFiles files = AppFiles.read(folder);
            Findings findings = new Findings();
            AppDefinition definition = new AppReader(files, findings).read();
            return new AppDirectory(files, definition, findings.items());
        } catch (AppDirectoryException e) {
            if (e.isWhole()) {
                throw e.below(directory.resolve(folder.nesting()).toString());
            }
            throw folder.nesting().isEmpty() ? e : e.below(folder.nesting());
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
