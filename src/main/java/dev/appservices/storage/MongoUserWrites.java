package dev.appservices.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;

/** Updates of users, with what a duplicate or another change at the same time means for them. */
record MongoUserWrites(MongoGuard guard, MongoCollection<Document> users) {
    /** How often changes of one user by others may come between before an update gives up. */
    private static final int ATTEMPTS = 5;

    private static final Beside NOTHING = new Beside(user -> true, empty(), Optional.empty(), UnaryOperator.identity());

    /**
     * What is asked and written in the same update beside changes of fields.
     *
     * @param condition of the user; {@link Written#GONE} if it does not hold
     * @param filter the same for the database
     * @param update what is written to other fields
     * @param base the user as the changes of fields are applied to him
     */
    record Beside(Predicate<User> condition, Bson filter, Optional<Bson> update, UnaryOperator<User> base) {}

    static Bson hasId(UserId id) {
        return eq(MongoUserDocument.ID, new ObjectId(id.hex()));
    }

    Written searched(User read, List<UserChange> changes) {
        return searched(read, changes, NOTHING);
    }

    /** One command; a second and third when somebody else has changed what is searched by since the user was read. */
    Written searched(User read, List<UserChange> changes, Beside beside) {
        User known = read;
        Object keys = SearchKeys.of(read);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!beside.condition.test(known)) {
                return Written.GONE;
            }
            User base = beside.base.apply(known);
            MongoUserUpdates updates = new MongoUserUpdates(base, changes);
            Bson fields = updates.with(SearchKeys.FIELD, SearchKeys.of(base.with(changes)));
            Bson update =
                    beside.update.map(other -> Updates.combine(fields, other)).orElse(fields);
            Bson filter = and(hasId(read.id()), eq(SearchKeys.FIELD, keys), beside.filter);
            Written written = written(() -> users.updateOne(filter, update, updates.options()));
            if (written != Written.GONE) {
                return written;
            }
            Document current = guard.run(() -> users.find(hasId(read.id())).first());
            if (current == null) {
                return Written.GONE;
            }
            known = MongoUserDocument.toUser(current).orElseThrow();
            keys = current.get(SearchKeys.FIELD);
        }
        throw new IllegalStateException("User " + read.id() + " is being changed by others all the time");
    }

    Written written(Supplier<UpdateResult> update) {
        return unlessDuplicate(
                () -> update.get().getMatchedCount() == 0 ? Written.GONE : Written.DONE, Written.DUPLICATE);
    }

    <T> T unlessDuplicate(Supplier<T> write, T duplicate) {
        return guard.run(() -> {
            try {
                return write.get();
            } catch (MongoServerException e) {
                if (MongoErrors.isDuplicate(e)) {
                    return duplicate;
                }
                throw e;
            }
        });
    }
}
