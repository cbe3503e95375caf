package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.model.Updates;
import org.bson.conversions.Bson;

import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.UserChange;

/** Changes of a user as one update of plain {@code $set} and {@code $unset}. */
final class MongoUserUpdates {
    private MongoUserUpdates() {}

    static Bson of(List<UserChange> changes) {
        return Updates.combine(
                changes.stream().flatMap(change -> of(change).stream()).toList());
    }

    private static List<Bson> of(UserChange change) {
        if (change instanceof UserChange.SetEnabled set) {
            return List.of(flag(MongoUserDocument.DISABLED, !set.enabled()));
        }
        if (change instanceof UserChange.SetEmail set) {
            return email(set);
        }
        if (change instanceof UserChange.SetEmailVerified set) {
            return List.of(flag(MongoUserDocument.EMAIL_VERIFIED, set.verified()));
        }
        if (change instanceof UserChange.SetFirstName set) {
            return List.of(optional(MongoUserDocument.FIRST_NAME, set.name()));
        }
        if (change instanceof UserChange.SetLastName set) {
            return List.of(optional(MongoUserDocument.LAST_NAME, set.name()));
        }
        if (change instanceof UserChange.SetAttributes set) {
            return List.of(list(MongoUserDocument.ATTRIBUTES, MongoUserDocument.attributes(set.attributes())));
        }
        if (change instanceof UserChange.SetRoles set) {
            return List.of(list(MongoUserDocument.ROLES, set.roles()));
        }
        if (change instanceof UserChange.SetGroups set) {
            return List.of(list(MongoUserDocument.GROUPS, set.groups()));
        }
        if (change instanceof UserChange.SetRequiredActions set) {
            return List.of(list(MongoUserDocument.REQUIRED_ACTIONS, set.actions()));
        }
        if (change instanceof UserChange.SetPassword set) {
            return List.of(optional(MongoUserDocument.PASSWORD, set.password().map(MongoPasswordDocument::of)));
        }
        if (change instanceof UserChange.SetCreatedAt set) {
            return List.of(Updates.set(MongoUserDocument.CREATED_AT, Date.from(set.time())));
        }
        if (change instanceof UserChange.SetLastAuthenticatedAt set) {
            return List.of(Updates.set(MongoUserDocument.LAST_AUTHENTICATED_AT, Date.from(set.time())));
        }
        throw new IllegalStateException("No update for " + change.getClass().getSimpleName());
    }

    private static List<Bson> email(UserChange.SetEmail set) {
        List<Bson> updates = new ArrayList<>();
        updates.add(optional(MongoUserDocument.EMAIL, set.email()));
        updates.add(optional(MongoUserDocument.EMAIL_FOLDED, set.email().map(MongoUserDocument::folded)));
        updates.add(optional(MongoUserDocument.EMAIL_KEY, set.emailKey()));
        return updates;
    }

    private static Bson flag(String field, boolean value) {
        return value ? Updates.set(field, true) : Updates.unset(field);
    }

    private static Bson optional(String field, Optional<?> value) {
        return value.isPresent() ? Updates.set(field, value.get()) : Updates.unset(field);
    }

    private static Bson list(String field, Collection<?> values) {
        return values.isEmpty() ? Updates.unset(field) : Updates.set(field, new ArrayList<>(values));
    }
}
