package dev.appservices.migration;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of each part of an exported app: the list an operator reads before and after a deployment.
 *
 * @param app the app's name
 * @param appId the App ID, if the directory names one
 * @param items sorted by path and pointer
 */
public record Report(String app, Optional<String> appId, List<Item> items) {
    private static final Comparator<Item> ORDER = Comparator.comparing(Item::path)
            .thenComparing(Item::pointer)
            .thenComparing(Item::action)
            .thenComparing(Item::kind)
            .thenComparing(Item::message);

    public Report {
        items = items.stream().sorted(ORDER).toList();
    }

    /** Readable in a log: one line that sums up, then one block for each action, the urgent ones first. */
    public String toText() {
        return ReportText.of(this);
    }

    /** The same for programs, with keys and items in a stable order. */
    public String toJson() {
        return ReportJson.of(this);
    }

    /**
     * One line of a report.
     *
     * @param path relative to the app's folder, with {@code /}; {@code .} is the folder itself
     * @param pointer an RFC 6901 pointer into the file, empty for the whole file
     */
    public record Item(String path, String pointer, Kind kind, Action action, String message) {
        private static final int MAX_POINTER = 1_000;

        public Item {
            pointer = Printable.cut(pointer, MAX_POINTER);
            message = Printable.clean(message);
        }

        String place() {
            return Printable.clean(pointer.isEmpty() ? path : path + " " + pointer);
        }
    }

    /** What an item is about; {@link #FILE} is a file that no other kind claims. */
    public enum Kind {
        APP("apps"),
        PROVIDER("providers"),
        SETTING("settings"),
        SECRET("secrets"),
        CUSTOM_USER_DATA("custom user data"),
        FUNCTION("functions"),
        ENVIRONMENT("environments"),
        VALUE("values"),
        DATA_SOURCE("data sources"),
        RULE("rules"),
        SCHEMA("schemas"),
        RELATIONSHIP("relationships"),
        ENDPOINT("endpoints"),
        TRIGGER("triggers"),
        GRAPHQL("GraphQL files"),
        HOSTING("hosting files"),
        SYNC("sync files"),
        LOG_FORWARDER("log forwarders"),
        SERVICE("service files"),
        FILE("other files");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        String plural() {
            return plural;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What becomes of an item, the urgent ones first; the order is that of the text. */
    public enum Action {
        /** The app works otherwise than its files say, or not at all. */
        WARNING("warnings", "Warnings"),
        /** An enabled provider names a secret, and its text was not given. */
        NEEDS_SECRET("secrets needed", "Secrets to be given"),
        /** A part of App Services that this version does not serve yet. */
        WAITING("waiting", "Known, but not served by this version yet"),
        UNKNOWN_KEY("unknown keys", "Unknown keys, kept without effect"),
        SKIPPED("skipped", "Not imported"),
        IMPORTED_DISABLED("imported disabled", "Imported, but switched off"),
        IMPORTED("imported", "Imported");

        private final String counted;
        private final String heading;

        Action(String counted, String heading) {
            this.counted = counted;
            this.heading = heading;
        }

        String counted() {
            return counted;
        }

        String heading() {
            return heading;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
