package dev.appservices.keycloak;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.keycloak.models.ClientModel;

/**
 * What was deployed last, as attributes of the app's client keep it.
 *
 * @param hash of the directory
 * @param revision of the code that deployed it
 * @param at empty where an older version deployed it
 * @param by the name of an administrator, or {@link DeploymentOrder#SERVER_OPTION}; empty where an older version did
 */
public record DeployedApp(String appId, String hash, int revision, Optional<Instant> at, Optional<String> by) {
    static final String DEPLOYED = "appServices.deployed";
    static final String DEPLOYED_AT = "appServices.deployedAt";
    static final String DEPLOYED_BY = "appServices.deployedBy";

    private static final Pattern HASH_AND_REVISION = Pattern.compile("([0-9a-f]{64}):([0-9]{1,9})");

    /** Empty for a client that was never deployed to, or whose attribute was edited into something else. */
    static Optional<DeployedApp> of(ClientModel client) {
        String text = client.getAttribute(DEPLOYED);
        Matcher matcher = HASH_AND_REVISION.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new DeployedApp(
                        client.getClientId(),
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Optional.ofNullable(client.getAttribute(DEPLOYED_AT)).flatMap(DeployedApp::instant),
                        Optional.ofNullable(client.getAttribute(DEPLOYED_BY))))
                : Optional.empty();
    }

    void writeTo(ClientModel client) {
        client.setAttribute(DEPLOYED, hash + ":" + revision);
        at.ifPresent(instant -> client.setAttribute(DEPLOYED_AT, instant.toString()));
        by.ifPresent(name -> client.setAttribute(DEPLOYED_BY, name));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
