package dev.appservices.user;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a pair that was mailed: the mail alone has the token itself.
 *
 * @param id the half by which the pair is found, 24 hex digits
 * @param hash of the other half, which is as long and as random as a key, so that one round of a plain hash is enough
 * @param address to which it was mailed
 * @param usedAt when it has done its work
 */
public record MailedToken(String id, String hash, String address, Instant expiresAt, Optional<Instant> usedAt) {
    public MailedToken(String id, String hash, String address, Instant expiresAt) {
        this(id, hash, address, expiresAt, Optional.empty());
    }

    /** The same token after it has done its work. */
    public MailedToken usedAt(Instant time) {
        return new MailedToken(id, hash, address, expiresAt, Optional.of(time));
    }

    @Override
    public String toString() {
        return "MailedToken[<hidden>]";
    }
}
