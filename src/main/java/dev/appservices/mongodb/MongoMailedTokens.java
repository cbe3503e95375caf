package dev.appservices.mongodb;

import java.util.Date;
import java.util.Optional;

import org.bson.Document;

import dev.appservices.user.MailedToken;

/** A mailed token as part of the document that it belongs to. */
public final class MongoMailedTokens {
    public static final String ID = "tokenId";
    public static final String HASH = "tokenHash";
    public static final String USED_AT = "usedAt";

    private static final String ADDRESS = "address";
    private static final String EXPIRES_AT = "expiresAt";

    private MongoMailedTokens() {}

    public static Document of(MailedToken token) {
        Document document = new Document(ID, token.id())
                .append(HASH, token.hash())
                .append(ADDRESS, token.address())
                .append(EXPIRES_AT, Date.from(token.expiresAt()));
        token.usedAt().ifPresent(time -> document.append(USED_AT, Date.from(time)));
        return document;
    }

    /** Empty for what is no token. */
    public static Optional<MailedToken> toToken(Document owner, String field) {
        if (owner.get(field) instanceof Document document
                && document.get(ID) instanceof String id
                && document.get(HASH) instanceof String hash
                && document.get(ADDRESS) instanceof String address
                && document.get(EXPIRES_AT) instanceof Date expiresAt) {
            Optional<Date> used = document.get(USED_AT) instanceof Date date ? Optional.of(date) : Optional.empty();
            return Optional.of(new MailedToken(id, hash, address, expiresAt.toInstant(), used.map(Date::toInstant)));
        }
        return Optional.empty();
    }
}
