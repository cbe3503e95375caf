package dev.appservices.keycloak;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.keycloak.common.Version;

import org.jboss.logging.Logger;

/**
 * The versions of Keycloak that this extension starts on. Those of the 26 line before 26.7.2 let an unauthenticated
 * attacker take accounts over, so they are refused; newer lines have not been tried, so they are warned of.
 */
public final class SupportedKeycloak {
    private static final Logger logger = Logger.getLogger(SupportedKeycloak.class);
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final int[] OLDEST = {26, 7, 2};
    private static final int NEWEST_LINE = 26;

    private SupportedKeycloak() {}

    /**
     * Checks the running server.
     *
     * @throws IllegalStateException when it is too old; Keycloak does not start then
     */
    public static void check() {
        refusal(Version.VERSION).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
        if (number(Version.VERSION, 1) > NEWEST_LINE) {
            logger.warnf("keycloak-app-services has not been tried on Keycloak %s", Version.VERSION);
        }
    }

    static Optional<String> refusal(String version) {
        for (int i = 0; i < OLDEST.length; i++) {
            int difference = number(version, i + 1) - OLDEST[i];
            if (difference != 0) {
                return difference > 0 ? Optional.empty() : Optional.of(sentence(version));
            }
        }
        return Optional.empty();
    }

    private static String sentence(String version) {
        return "keycloak-app-services needs Keycloak 26.7.2 or newer; this is " + version
                + ", which lets unauthenticated attackers take accounts over. Upgrade Keycloak, or remove the jar.";
    }

    private static int number(String version, int group) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(group)) : 0;
    }
}
