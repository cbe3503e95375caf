package dev.appservices.user.hash;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import dev.appservices.user.Password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Passwords as documents have them. */
final class Hashes {
    private Hashes() {}

    /** One that is all in its text. */
    static Password text(String algorithm, String hash) {
        return new Password(algorithm, 0, Map.of(), hash, "", Instant.EPOCH);
    }

    static Password of(
            String algorithm, int iterations, Map<String, String> parameters, String hexHash, String saltText) {
        return new Password(
                algorithm, iterations, parameters, base64(hexHash), base64(saltText.getBytes(UTF_8)), Instant.EPOCH);
    }

    static String base64(String hex) {
        return base64(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static boolean matches(String raw, Password password) {
        HashForm form = HashForm.of(password);
        assertThat(form).isInstanceOf(HashForm.Imported.class);
        return ((HashForm.Imported) form).hash().matches(raw);
    }

    /** The field and the reason. */
    static String refusal(Password password) {
        HashForm form = HashForm.of(password);
        assertThat(form).isInstanceOf(HashForm.Refused.class);
        HashForm.Refused refused = (HashForm.Refused) form;
        return refused.field() + " " + refused.reason();
    }
}
