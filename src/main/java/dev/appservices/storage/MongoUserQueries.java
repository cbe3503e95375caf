package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.user.TextPattern;
import dev.appservices.user.User;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.Attribute;
import dev.appservices.user.UserSearch.Condition;
import dev.appservices.user.UserSearch.CreatedFrom;
import dev.appservices.user.UserSearch.CreatedUntil;
import dev.appservices.user.UserSearch.EmailVerified;
import dev.appservices.user.UserSearch.Enabled;
import dev.appservices.user.UserSearch.Field;
import dev.appservices.user.UserSearch.FieldText;
import dev.appservices.user.UserSearch.HasIdentity;
import dev.appservices.user.UserSearch.HasRole;
import dev.appservices.user.UserSearch.InGroups;
import dev.appservices.user.UserSearch.LacksRole;
import dev.appservices.user.UserSearch.OfType;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

/**
 * A search as a filter. Texts from outside become quoted patterns or operands, never operators.
 *
 * <p>An exact text is one key of the index over {@code searchKeys}, a beginning a range of it; a text in the middle reads
 * the keys of its field, as a {@code LIKE '%text%'} does in a relational database.
 */
final class MongoUserQueries {
    /** Above every character that a text can go on with. */
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    private MongoUserQueries() {}

    static Bson of(UserSearch search) {
        List<Bson> filters = search.conditions().stream()
                .flatMap(condition -> of(condition).stream())
                .toList();
        return switch (filters.size()) {
            case 0 -> empty();
            case 1 -> filters.get(0);
            default -> and(filters);
        };
    }

    /** Empty for a condition that holds for everybody. */
    private static Optional<Bson> of(Condition condition) {
        if (condition instanceof AnyText any) {
            return anyText(any.pattern());
        }
        if (condition instanceof FieldText text) {
            return Optional.of(field(text.field(), text.pattern()));
        }
        if (condition instanceof Attribute attribute) {
            return Optional.of(attribute(attribute.name(), attribute.pattern()));
        }
        if (condition instanceof HasIdentity identity) {
            return Optional.of(identity(identity));
        }
        return Optional.of(plain(condition));
    }

    private static Bson plain(Condition condition) {
        if (condition instanceof Enabled enabled) {
            return flag(MongoUserDocument.DISABLED, !enabled.value());
        }
        if (condition instanceof EmailVerified verified) {
            return flag(MongoUserDocument.EMAIL_VERIFIED, verified.value());
        }
        if (condition instanceof OfType type) {
            return type.type().equals(User.TYPE_NORMAL)
                    ? in(MongoUserDocument.TYPE, type.type(), null)
                    : eq(MongoUserDocument.TYPE, type.type());
        }
        if (condition instanceof HasRole role) {
            return eq(MongoUserDocument.ROLES, role.roleId());
        }
        if (condition instanceof LacksRole role) {
            return ne(MongoUserDocument.ROLES, role.roleId());
        }
        if (condition instanceof InGroups groups) {
            return in(MongoUserDocument.GROUPS, groups.groupIds());
        }
        if (condition instanceof CreatedFrom from) {
            return gte(MongoUserDocument.CREATED_AT, Date.from(from.time()));
        }
        if (condition instanceof CreatedUntil until) {
            return lte(MongoUserDocument.CREATED_AT, Date.from(until.time()));
        }
        throw new IllegalStateException("No filter for " + condition.getClass().getSimpleName());
    }

    private static Optional<Bson> anyText(TextPattern pattern) {
        if (pattern.isAnything()) {
            return Optional.empty();
        }
        List<Bson> ways = new ArrayList<>();
        if (pattern.pieces().size() == 1) {
            UserId.parse(pattern.text()).ifPresent(id -> ways.add(eq(MongoUserDocument.ID, new ObjectId(id.hex()))));
        }
        Stream.of(Field.values()).forEach(field -> ways.add(field(field, pattern)));
        return Optional.of(or(ways));
    }

    private static Bson attribute(String name, TextPattern pattern) {
        return pattern.isExact()
                ? eq(SearchKeys.FIELD, SearchKeys.attribute(name, pattern.text()))
                : key(SearchKeys.attributePrefix(name) + "=", pattern);
    }

    private static Bson field(Field field, TextPattern pattern) {
        if (field != Field.USERNAME) {
            return key(SearchKeys.prefix(field), pattern);
        }
        if (pattern.isExact()) {
            return eq(MongoUserDocument.USERNAME, pattern.text());
        }
        return pattern.isPrefix()
                ? new Document(MongoUserDocument.USERNAME, from(pattern.text()))
                : regex(MongoUserDocument.USERNAME, pattern.expression(""), "s");
    }

    /** A user with a key that begins with the prefix and goes on like the pattern. */
    private static Bson key(String prefix, TextPattern pattern) {
        if (pattern.isExact()) {
            return eq(SearchKeys.FIELD, prefix + pattern.text());
        }
        return pattern.isPrefix()
                ? elemMatch(SearchKeys.FIELD, from(prefix + pattern.text()))
                : regex(SearchKeys.FIELD, pattern.expression(prefix), "s");
    }

    /** What begins with a text, as a range: every server finds one in an index. */
    private static Document from(String text) {
        return new Document("$gte", text).append("$lt", text + LAST);
    }

    private static Bson identity(HasIdentity identity) {
        List<Bson> parts = new ArrayList<>();
        identity.providerType().ifPresent(type -> parts.add(eq(MongoUserDocument.PROVIDER_TYPE, type)));
        identity.identityId().ifPresent(id -> parts.add(eq(MongoUserDocument.IDENTITY_ID, id)));
        return elemMatch(MongoUserDocument.IDENTITIES, and(parts));
    }

    private static Bson flag(String field, boolean value) {
        return value ? eq(field, true) : ne(field, true);
    }
}
