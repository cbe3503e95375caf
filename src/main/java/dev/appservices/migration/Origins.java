package dev.appservices.migration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of pages that may call the app. A browser compares them as text, so that one with a path or a closing
 * slash would never match: they are refused instead of cut.
 */
final class Origins {
    static final String KEY = "allowed_request_origins";

    private static final Pattern ORIGIN = Pattern.compile(
            "[a-z][a-z0-9+.-]*://(?:[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::(?<port>[0-9]{1,5}))?");

    private static final int MAX_PORT = 65_535;

    private Origins() {}

    /** Scheme and host in lower case, as browsers send them. */
    static List<String> read(JsonObject holder) {
        List<String> origins = holder.texts(KEY);
        for (int i = 0; i < origins.size(); i++) {
            if (!isOrigin(origins.get(i))) {
                throw AppDirectoryException.atKey(
                        holder.file(),
                        holder.path().child(KEY).child(i),
                        "This is not an origin; it must be <scheme>://<host>[:port], without a path or a slash at the"
                                + " end.");
            }
        }
        return origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static boolean isOrigin(String text) {
        Matcher matcher = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group("port");
        return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= MAX_PORT);
    }
}
