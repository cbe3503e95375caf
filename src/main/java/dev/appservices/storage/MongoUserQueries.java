package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bson.BsonRegularExpression;
import org.bson.conversions.Bson;

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
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

/**
 * A search as a filter. Texts from outside become quoted patterns or operands, never operators.
 *
 * <p>An exact text is one key of the index over {@code searchKeys}. A beginning is a regular expression without anything
 * but that text, of which every server makes a range of the index; of two bounds some make two ranges, since the keys are
 * elements of an array. A text in the middle reads the keys of its field, as a {@code LIKE '%text%'} does in a relational
 * database.
 */
final class MongoUserQueries {
    private MongoUserQueries() {}

    /** Empty for a search that finds everybody. */
    static Optional<Bson> of(UserSearch search) {
        List<Bson> filters = search.conditions().stream()
                .flatMap(condition -> of(condition).stream())
                .toList();
        return switch (filters.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(filters.get(0));
            default -> Optional.of(and(filters));
        };
    }

    /** Whether hardly more than one user can meet this search, so that an index leads straight to all of them. */
    static boolean isAboutOne(UserSearch search) {
        return search.conditions().stream().anyMatch(MongoUserQueries::isAboutOne);
    }

    private static boolean isAboutOne(Condition condition) {
        if (condition instanceof AnyText any) {
            return id(any.pattern()).isPresent();
        }
        if (condition instanceof FieldText text) {
            return text.pattern().isExact() && (text.field() == Field.USERNAME || text.field() == Field.EMAIL);
        }
        return condition instanceof HasIdentity identity
                && identity.identityId().isPresent();
    }

    /** Empty for a condition that holds for everybody. */
    private static Optional<Bson> of(Condition condition) {
        if (condition instanceof AnyText any) {
            return anyText(any.pattern());
        }
        if (condition instanceof FieldText text) {
            return Optional.of(eq(SearchKeys.FIELD, key(SearchKeys.prefix(text.field()), text.pattern())));
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
        List<Object> keys = new ArrayList<>();
        Stream.of(Field.values()).forEach(field -> keys.add(key(SearchKeys.prefix(field), pattern)));
        id(pattern).ifPresent(id -> keys.add(SearchKeys.id(id)));
        return Optional.of(in(SearchKeys.FIELD, keys));
    }

    private static Optional<UserId> id(TextPattern pattern) {
        return Optional.of(pattern.pieces())
                .filter(pieces -> pieces.size() == 1)
                .flatMap(pieces -> UserId.parse(pieces.get(0)));
    }

    private static Bson attribute(String name, TextPattern pattern) {
        return eq(
                SearchKeys.FIELD,
                pattern.isExact()
                        ? SearchKeys.attribute(name, pattern.text())
                        : key(SearchKeys.attributePrefix(name) + "=", pattern));
    }

    /** A key that begins with the prefix and goes on like the pattern. */
    private static Object key(String prefix, TextPattern pattern) {
        return pattern.isExact()
                ? prefix + pattern.text()
                : new BsonRegularExpression(pattern.expression(prefix), pattern.isPrefix() ? "" : "s");
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
