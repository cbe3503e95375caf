package dev.appservices.user.hash;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The text of bcrypt as OpenBSD writes it. Of a password, the first 72 bytes of its UTF-8 count, as in all libraries. */
final class BcryptHash implements ImportedHash {
    static final String KIND = "bcrypt";

    private static final int MIN_COST = 4;

    /** Without {@code $2x$}, which stands for hashes of a broken implementation, and {@code $2$}, older than 1997. */
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    private final String text;
    private final int cost;

    private BcryptHash(String text, int cost) {
        this.text = text;
        this.cost = cost;
    }

    static BcryptHash read(HashFields fields) throws UnusableHashException {
        String text = fields.password().hash();
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new UnusableHashException("hash", "is not a bcrypt text of 60 characters with $2a$, $2b$ or $2y$");
        }
        int cost = Integer.parseInt(form.group(1));
        if (cost < MIN_COST || cost > HashCaps.MAX_BCRYPT_COST) {
            throw new UnusableHashException(
                    "hash", "has the bcrypt cost " + cost + ", not " + MIN_COST + " to " + HashCaps.MAX_BCRYPT_COST);
        }
        return new BcryptHash(text, cost);
    }

    @Override
    public boolean matches(String raw) {
        return OpenBSDBCrypt.checkPassword(text, raw.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String strength() {
        return "bcrypt[" + cost + "]";
    }
}
