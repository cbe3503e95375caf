package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

/** A search as a filter. Texts from outside become quoted patterns or operands, never operators. */
final class MongoUserQueries {
    private static final Bson NOTHING = eq(MongoUserDocument.ID, "");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private MongoUserQueries() {}

    static Bson of(UserSearch search) {
        List<Bson> conditions = new ArrayList<>();
        search.text().ifPresent(text -> conditions.add(text(text)));
        search.username().ifPresent(name -> conditions.add(username(name)));
        search.email().ifPresent(email -> conditions.add(email(email, search.exact())));
        search.firstName().ifPresent(name -> conditions.add(name(MongoUserDocument.FIRST_NAME, name, search.exact())));
        search.lastName().ifPresent(name -> conditions.add(name(MongoUserDocument.LAST_NAME, name, search.exact())));
        search.enabled().ifPresent(enabled -> conditions.add(flag(MongoUserDocument.DISABLED, !enabled)));
        search.emailVerified().ifPresent(verified -> conditions.add(flag(MongoUserDocument.EMAIL_VERIFIED, verified)));
        search.role().ifPresent(role -> conditions.add(eq(MongoUserDocument.ROLES, role)));
        search.group().ifPresent(group -> conditions.add(eq(MongoUserDocument.GROUPS, group)));
        search.attributes().forEach((name, value) -> conditions.add(attribute(name, value)));
        return conditions.isEmpty() ? empty() : and(conditions);
    }

    private static Bson text(String text) {
        Optional<UserId> id = UserId.parse(text.trim().toLowerCase(Locale.ROOT));
        if (id.isPresent()) {
            return eq(MongoUserDocument.ID, new ObjectId(id.get().hex()));
        }
        List<Bson> words = new ArrayList<>();
        for (String word : SPACES.split(text.trim(), -1)) {
            String bare = word.replace("*", "").replace("\"", "");
            if (!bare.isEmpty()) {
                words.add(or(
                        contains(MongoUserDocument.EMAIL_FOLDED, bare.toLowerCase(Locale.ROOT)),
                        containsIgnoringCase(MongoUserDocument.FIRST_NAME, bare),
                        containsIgnoringCase(MongoUserDocument.LAST_NAME, bare)));
            }
        }
        return words.isEmpty() ? empty() : and(words);
    }

    private static Bson username(String name) {
        return UserId.parse(name.toLowerCase(Locale.ROOT))
                .<Bson>map(id -> eq(MongoUserDocument.ID, new ObjectId(id.hex())))
                .orElse(NOTHING);
    }

    private static Bson email(String email, boolean exact) {
        String folded = MongoUserDocument.folded(email);
        return exact ? eq(MongoUserDocument.EMAIL_FOLDED, folded) : contains(MongoUserDocument.EMAIL_FOLDED, folded);
    }

    private static Bson name(String field, String name, boolean exact) {
        return exact ? eq(field, name) : containsIgnoringCase(field, name);
    }

    private static Bson flag(String field, boolean value) {
        return value ? eq(field, true) : ne(field, true);
    }

    private static Bson attribute(String name, String value) {
        return elemMatch(
                MongoUserDocument.ATTRIBUTES,
                and(eq(MongoUserDocument.ATTRIBUTE_NAME, name), eq(MongoUserDocument.ATTRIBUTE_VALUES, value)));
    }

    private static Bson contains(String field, String text) {
        return regex(field, Pattern.compile(Pattern.quote(text)));
    }

    private static Bson containsIgnoringCase(String field, String text) {
        return regex(field, Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE));
    }
}
