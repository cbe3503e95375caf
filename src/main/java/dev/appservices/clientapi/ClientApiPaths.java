package dev.appservices.clientapi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which path a client means. Native SDKs send their first requests to a doubled prefix, proxies strip half of one, and a
 * base URL with a trailing slash gives two of them: whatever stands before the last {@code /api/client/v2.0/} counts only
 * as far as it names the mount. Paths that are Keycloak's own are left alone.
 */
public final class ClientApiPaths {
    private static final String API = "/api/client/v2.0/";
    private static final Pattern REALM_MOUNT = Pattern.compile(".*/realms/([^/]+)/app-services(/.*)?");
    private static final Pattern NEVER_OURS = Pattern.compile("/(admin|resources)(/.*)?");
    private static final Pattern REALM = Pattern.compile("/realms(/.*)?");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private ClientApiPaths() {}

    static boolean isClientApi(String path) {
        return SLASHES.matcher(path).replaceAll("/").contains(API);
    }

    /**
     * The path to serve instead.
     *
     * @param path the raw path of the request
     * @param root the path below which Keycloak itself is served, without trailing slash: usually empty
     * @return empty when the request is to go on as it is
     */
    public static Optional<String> canonical(String path, String root) {
        String single = SLASHES.matcher(path).replaceAll("/");
        int last = single.lastIndexOf(API);
        if (last < 0) {
            return Optional.empty();
        }
        String prefix = single.substring(0, last);
        String below = prefix.startsWith(root) ? prefix.substring(root.length()) : prefix;
        Matcher realm = REALM_MOUNT.matcher(below);
        boolean ours = realm.matches();
        if (NEVER_OURS.matcher(below).matches()
                || (!ours && REALM.matcher(below).matches())) {
            return Optional.empty();
        }
        String mount = ours ? "/realms/" + realm.group(1) + "/app-services" : "";
        String canonical = root + mount + single.substring(last);
        return canonical.equals(path) ? Optional.empty() : Optional.of(canonical);
    }
}
