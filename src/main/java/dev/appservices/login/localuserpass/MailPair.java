package dev.appservices.login.localuserpass;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.appservices.app.ObjectIds;
import dev.appservices.user.MailedToken;

/**
 * The pair in a mail, by which whoever brings it shows to have read it.
 *
 * @param token 128 hex digits
 * @param tokenId 24 hex digits
 */
public record MailPair(String token, String tokenId) {
    /** As in App Services. */
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 64;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{" + 2 * TOKEN_BYTES + "}");

    /** A new pair. */
    public static MailPair random() {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return new MailPair(HexFormat.of().formatHex(token), ObjectIds.random());
    }

    /** Empty for texts that no mail of ours has had. */
    public static Optional<MailPair> of(String token, String tokenId) {
        return TOKEN.matcher(token).matches() && ObjectIds.isValid(tokenId)
                ? Optional.of(new MailPair(token, tokenId))
                : Optional.empty();
    }

    /** What is kept of it. */
    MailedToken mailedTo(String address, Instant now) {
        return new MailedToken(tokenId, hash(), address, now.plus(LIFETIME));
    }

    /**
     * Why this pair is worth nothing, or no more.
     *
     * @param stored what was kept for the purpose and has the id of this pair
     * @param address to which a mail would go now
     */
    Optional<TokenProblem> problemWith(MailedToken stored, String address, Instant now) {
        boolean same = MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), stored.hash().getBytes(StandardCharsets.US_ASCII));
        if (!same) {
            return Optional.of(TokenProblem.WRONG_TOKEN);
        }
        if (stored.usedAt().isPresent()) {
            return Optional.of(TokenProblem.USED);
        }
        if (!now.isBefore(stored.expiresAt())) {
            return Optional.of(TokenProblem.EXPIRED);
        }
        return stored.address().equals(address) ? Optional.empty() : Optional.of(TokenProblem.ANOTHER_ADDRESS);
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MailPair[<hidden>]";
    }
}
