package dev.appservices.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app: RFC 6238 with the defaults of Keycloak, which are SHA-1, six digits and 30 seconds. */
public final class Totp {
    private static final int PERIOD_SECONDS = 30;
    private static final int DIGITS = 1_000_000;

    private final byte[] secret;

    public Totp(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    public String now() {
        return at(period());
    }

    /** The code after this one, which servers take as well: a code that was used already is refused. */
    public String next() {
        return at(period() + 1);
    }

    private static long period() {
        return Instant.now().getEpochSecond() / PERIOD_SECONDS;
    }

    /** A code that no clock in the world shows now. */
    public String wrong() {
        return at(1);
    }

    /** The code of a period since 1970. */
    String at(long period) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
            int offset = hash[hash.length - 1] & 0xf;
            int code = (ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE) % DIGITS;
            return String.format("%06d", code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
