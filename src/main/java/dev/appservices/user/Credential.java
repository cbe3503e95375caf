package dev.appservices.user;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential other than the password, in the terms of Keycloak's credential providers: a one-time password, a passkey,
 * recovery codes, or an earlier password that must not be used again.
 *
 * @param id unique among the credentials of the user; the name of a field, so without dots and dollar signs
 * @param type such as {@code otp} or {@code webauthn}
 * @param label by which the user tells it from others
 * @param secretData JSON of the credential provider; secret
 * @param credentialData JSON of the credential provider
 */
public record Credential(
        String id, String type, Optional<String> label, String secretData, String credentialData, Instant createdAt) {
    public Credential {
        if (!isId(id)) {
            throw new IllegalArgumentException("Not the id of a credential: " + id);
        }
    }

    /** Whether a text can be the name of a field in a document. */
    public static boolean isId(String text) {
        return !text.isEmpty() && text.indexOf('.') < 0 && text.indexOf('$') < 0 && text.indexOf('\0') < 0;
    }

    @Override
    public String toString() {
        return "Credential[" + id + ", " + type + ", <hidden>]";
    }
}
