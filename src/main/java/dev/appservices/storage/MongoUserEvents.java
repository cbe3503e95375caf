package dev.appservices.storage;

import java.util.HashSet;
import java.util.Set;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.UpdateDescription;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import dev.appservices.user.UserId;

/** What the events of a change stream say, gathered until it is told. */
final class MongoUserEvents {
    /** From here on it is quicker to forget all users than each one. */
    private static final int FLOOD = 500;

    private final Set<UserId> changed = new HashSet<>();
    private boolean missed;
    private boolean incomplete;

    /** @return false when the stream ends with this event, as the collection is gone */
    boolean read(ChangeStreamDocument<Document> event) {
        switch (event.getOperationType()) {
            case INSERT -> incomplete |= lacks(event.getFullDocument());
            case REPLACE -> {
                incomplete |= lacks(event.getFullDocument());
                changed(event);
            }
            case UPDATE -> {
                UpdateDescription update = event.getUpdateDescription();
                incomplete |= update == null || marksIncomplete(update);
                if (update == null || !isOfLogin(update)) {
                    changed(event);
                }
            }
            case DELETE -> changed(event);
            default -> {
                missed = true;
                return false;
            }
        }
        return true;
    }

    void miss() {
        missed = true;
    }

    void suspectIncomplete() {
        incomplete = true;
    }

    boolean isFlood() {
        return changed.size() > FLOOD;
    }

    /** Passes on what was gathered. What could not be told is a change of any user the next time. */
    void tell(ForeignChanges changes) {
        boolean any = missed || isFlood();
        Set<UserId> users = Set.copyOf(changed);
        changed.clear();
        if (incomplete) {
            incomplete = false;
            changes.incomplete();
        }
        if (any || !users.isEmpty()) {
            missed = true;
            if (any) {
                changes.missed();
            } else {
                changes.changed(users);
            }
            missed = false;
        }
    }

    private static boolean lacks(@Nullable Document document) {
        return document == null || MongoAdopter.isIncomplete(document);
    }

    /** Some servers do not say which document was updated. */
    private void changed(ChangeStreamDocument<Document> event) {
        BsonDocument key = event.getDocumentKey();
        if (key == null || !key.containsKey(MongoUserDocument.ID)) {
            missed = true;
        } else if (key.isObjectId(MongoUserDocument.ID)) {
            changed.add(
                    new UserId(key.getObjectId(MongoUserDocument.ID).getValue().toHexString()));
        }
    }

    private static boolean marksIncomplete(UpdateDescription update) {
        return removed(update).stream().anyMatch(MongoUserDocument.SCHEMA_VERSION::equals);
    }

    /** What every login writes; the node that served it has seen to the caches. */
    private static boolean isOfLogin(UpdateDescription update) {
        Set<String> fields = removed(update);
        BsonDocument updated = update.getUpdatedFields();
        if (updated != null) {
            fields.addAll(updated.keySet());
        }
        return !fields.isEmpty()
                && fields.stream()
                        .allMatch(field -> field.equals(MongoUserDocument.LAST_AUTHENTICATED_AT)
                                || field.startsWith(MongoUserDocument.DEVICES + "."));
    }

    private static Set<String> removed(UpdateDescription update) {
        return update.getRemovedFields() == null ? new HashSet<>() : new HashSet<>(update.getRemovedFields());
    }
}
