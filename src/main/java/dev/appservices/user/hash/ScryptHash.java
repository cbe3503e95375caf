package dev.appservices.user.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.bouncycastle.crypto.generators.SCrypt;

/** Scrypt as in RFC 7914. */
final class ScryptHash implements ImportedHash {
    static final String KIND = "scrypt";

    private static final int BLOCK = 128;

    private final byte[] hash;
    private final byte[] salt;
    private final int n;
    private final int r;
    private final int p;

    private ScryptHash(byte[] hash, byte[] salt, int n, int r, int p) {
        this.hash = hash;
        this.salt = salt;
        this.n = n;
        this.r = r;
        this.p = p;
    }

    static ScryptHash read(HashFields fields) throws UnusableHashException {
        int r = fields.number("r", 1, HashCaps.MAX_SCRYPT_BLOCK_SIZE);
        int p = fields.number("p", 1, HashCaps.MAX_SCRYPT_PARALLELISM);
        return new ScryptHash(fields.hash(), fields.salt(), n(fields, r), r, p);
    }

    private static int n(HashFields fields, int r) throws UnusableHashException {
        long max = HashCaps.MAX_SCRYPT_MEMORY / BLOCK / r;
        if (r == 1) {
            max = Math.min(max, (1 << 16) - 1L); // RFC 7914, section 6: N is less than 2^(128 * r / 8).
        }
        if (fields.has("N") || fields.has("cost") || !fields.has("ln")) {
            String name = fields.has("N") || !fields.has("cost") ? "N" : "cost";
            int n = fields.number(name, 2, max);
            if (Integer.bitCount(n) != 1) {
                throw new UnusableHashException("parameters." + name, "is " + n + ", not a power of two");
            }
            return n;
        }
        return 1 << fields.number("ln", 1, 63L - Long.numberOfLeadingZeros(max));
    }

    @Override
    public boolean matches(String raw) {
        byte[] made = SCrypt.generate(raw.getBytes(StandardCharsets.UTF_8), salt, n, r, p, hash.length);
        return MessageDigest.isEqual(made, hash);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String strength() {
        return "scrypt[N=" + n + ",r=" + r + ",p=" + p + "]";
    }
}
