package dev.appservices.keycloak;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.keycloak.models.KeycloakSession;
import org.keycloak.vault.VaultStringSecret;

/**
 * A setting such as <code>${vault.mongodb}</code>: the text is in Keycloak's vault.
 *
 * @param setting as it was written
 * @param entry the name in the vault
 */
record VaultReference(String setting, String entry) {
    /** As Keycloak's own vault reads it. */
    private static final Pattern FORM = Pattern.compile("\\$\\{vault\\.(.+?)}");

    /** Empty for a text that stands for itself. */
    static Optional<VaultReference> in(String setting) {
        Matcher matcher = FORM.matcher(setting);
        return matcher.matches() ? Optional.of(new VaultReference(setting, matcher.group(1))) : Optional.empty();
    }

    /** Empty if there is no vault, or no such entry. A file's last line ends with a line break, which is no part of it. */
    Optional<String> resolve(KeycloakSession session) {
        try (VaultStringSecret secret = session.vault().getStringSecret(setting)) {
            return secret.get().map(String::strip).filter(text -> !text.isEmpty());
        }
    }
}
