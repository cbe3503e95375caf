package dev.appservices.migration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** The file that makes a folder an app, and the choice of the folder where several could be one. */
final class RootFile {
    /** The newest first: a mixture of several generations is read as the newest. */
    static final List<String> NAMES = List.of("root_config.json", "realm_config.json", "config.json", "stitch.json");

    /** {@code apps/backend/realm} is the deepest nesting seen in public repositories. */
    static final int MAX_NESTING = 3;

    private RootFile() {}

    /**
     * The root file of a folder.
     *
     * @param hasFile whether the folder has a file of this name
     * @param hasFolder whether it has a folder of this name
     * @param content the bytes of a file that is there; empty for one that is too large
     */
    static Optional<String> of(
            Predicate<String> hasFile, Predicate<String> hasFolder, Function<String, Optional<byte[]>> content) {
        return NAMES.stream()
                .filter(hasFile)
                .filter(name -> NAMES.indexOf(name) < 2
                        || hasFolder.test("auth_providers")
                        || content.apply(name)
                                .filter(bytes -> isApp(name, bytes))
                                .isPresent())
                .findFirst();
    }

    /** Many projects have a {@code config.json}, and other tools a {@code stitch.json}. */
    private static boolean isApp(String name, byte[] content) {
        try {
            JsonNode json = LenientJson.parse(name, content);
            return json.has("name") && (json.has("app_id") || json.has("config_version"));
        } catch (AppDirectoryException e) {
            return false;
        }
    }

    /** Root files by folder, without those inside of another app: what lies there is the app's own. */
    static Map<String, String> outermost(Map<String, String> found) {
        Map<String, String> outermost = new TreeMap<>(found);
        Collection<String> folders = List.copyOf(found.keySet());
        outermost.keySet().removeIf(folder -> folders.stream().anyMatch(other -> isBelow(folder, other)));
        return outermost;
    }

    private static boolean isBelow(String folder, String other) {
        return !folder.equals(other) && (other.isEmpty() || folder.startsWith(other + "/"));
    }

    /**
     * The only folder that was found.
     *
     * @param advice what an operator can do when there are several
     */
    static String onlyFolder(String place, Collection<String> folders, String advice) {
        if (folders.size() == 1) {
            return folders.iterator().next();
        }
        if (folders.isEmpty()) {
            throw new AppDirectoryException(
                    place,
                    "There is no app here: none of " + String.join(", ", NAMES) + " is in it, or in a folder up to"
                            + " three levels below it.");
        }
        String names = folders.stream().sorted().reduce((a, b) -> a + ", " + b).orElse("");
        throw new AppDirectoryException(place, "There are several apps in it (" + names + "); " + advice);
    }
}
