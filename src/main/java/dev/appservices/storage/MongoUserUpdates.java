package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;

import dev.appservices.app.ProviderType;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserChange.PutCredential;
import dev.appservices.user.UserChange.PutDevice;
import dev.appservices.user.UserChange.RemoveCredential;
import dev.appservices.user.UserChange.RemoveDevice;
import dev.appservices.user.UserChange.SetAttributes;
import dev.appservices.user.UserChange.SetCreatedAt;
import dev.appservices.user.UserChange.SetCredentialOrder;
import dev.appservices.user.UserChange.SetEmail;
import dev.appservices.user.UserChange.SetEmailVerified;
import dev.appservices.user.UserChange.SetEnabled;
import dev.appservices.user.UserChange.SetFirstName;
import dev.appservices.user.UserChange.SetGroups;
import dev.appservices.user.UserChange.SetLastAuthenticatedAt;
import dev.appservices.user.UserChange.SetLastName;
import dev.appservices.user.UserChange.SetNotBefore;
import dev.appservices.user.UserChange.SetPassword;
import dev.appservices.user.UserChange.SetRequiredActions;
import dev.appservices.user.UserChange.SetRoles;
import dev.appservices.user.UserChange.SetUsername;

/** Changes of a user as one update of plain {@code $set} and {@code $unset}. */
final class MongoUserUpdates {
    private static final String IDENTITY_EMAIL = MongoUserDocument.IDENTITIES + ".$[password].data.email";

    private MongoUserUpdates() {}

    /** The updates that make these changes to a user. */
    static List<Bson> of(List<UserChange> changes, User user) {
        return changes.stream().flatMap(change -> of(change, user).stream()).toList();
    }

    /** What the update of these changes needs beside it. */
    static UpdateOptions options(List<UserChange> changes, User user) {
        boolean ofIdentity = hasPassword(user) && changes.stream().anyMatch(SetEmail.class::isInstance);
        return ofIdentity
                ? new UpdateOptions()
                        .arrayFilters(List.of(new Document(
                                "password." + MongoUserDocument.PROVIDER_TYPE, ProviderType.LOCAL_USERPASS.wireName())))
                : new UpdateOptions();
    }

    /** Whether operators search by what this changes. */
    static boolean isSearched(UserChange change) {
        return change instanceof SetEmail
                || change instanceof SetFirstName
                || change instanceof SetLastName
                || change instanceof SetAttributes;
    }

    /** Whether there is an e-mail/password identity, whose metadata has the address too. */
    private static boolean hasPassword(User user) {
        return user.identity(ProviderType.LOCAL_USERPASS.wireName()).isPresent();
    }

    private static List<Bson> of(UserChange change, User user) {
        if (change instanceof SetEmail set) {
            return email(set, hasPassword(user));
        }
        if (change instanceof SetUsername set) {
            return List.of(
                    Updates.set(MongoUserDocument.USERNAME, set.username().orElseGet(user.id()::hex)));
        }
        return List.of(isOfPerson(change) ? ofPerson(change) : ofAccess(change));
    }

    private static boolean isOfPerson(UserChange change) {
        return isSearched(change)
                || change instanceof SetEmailVerified
                || change instanceof PutDevice
                || change instanceof RemoveDevice
                || change instanceof SetCreatedAt
                || change instanceof SetLastAuthenticatedAt;
    }

    private static Bson ofPerson(UserChange change) {
        if (change instanceof SetFirstName set) {
            return optional(MongoUserDocument.FIRST_NAME, set.name());
        }
        if (change instanceof SetLastName set) {
            return optional(MongoUserDocument.LAST_NAME, set.name());
        }
        if (change instanceof SetAttributes set) {
            return list(MongoUserDocument.ATTRIBUTES, MongoUserDocument.attributes(set.attributes()));
        }
        if (change instanceof SetEmailVerified set) {
            return flag(MongoUserDocument.EMAIL_VERIFIED, set.verified());
        }
        if (change instanceof PutDevice put) {
            return Updates.set(
                    MongoUserDocument.DEVICES + "." + put.device().id(), MongoCredentialDocuments.of(put.device()));
        }
        if (change instanceof RemoveDevice remove) {
            return Updates.unset(MongoUserDocument.DEVICES + "." + remove.id());
        }
        if (change instanceof SetCreatedAt set) {
            return Updates.set(MongoUserDocument.CREATED_AT, Date.from(set.time()));
        }
        if (change instanceof SetLastAuthenticatedAt set) {
            return Updates.set(MongoUserDocument.LAST_AUTHENTICATED_AT, Date.from(set.time()));
        }
        throw missing(change);
    }

    private static Bson ofAccess(UserChange change) {
        if (change instanceof SetEnabled set) {
            return flag(MongoUserDocument.DISABLED, !set.enabled());
        }
        if (change instanceof SetRoles set) {
            return list(MongoUserDocument.ROLES, set.roles());
        }
        if (change instanceof SetGroups set) {
            return list(MongoUserDocument.GROUPS, set.groups());
        }
        if (change instanceof SetRequiredActions set) {
            return list(MongoUserDocument.REQUIRED_ACTIONS, set.actions());
        }
        if (change instanceof SetPassword set) {
            return optional(MongoUserDocument.PASSWORD, set.password().map(MongoPasswordDocument::of));
        }
        if (change instanceof PutCredential put) {
            return Updates.set(
                    MongoUserDocument.CREDENTIALS + "." + put.credential().id(),
                    MongoCredentialDocuments.of(put.credential()));
        }
        if (change instanceof RemoveCredential remove) {
            return Updates.unset(MongoUserDocument.CREDENTIALS + "." + remove.id());
        }
        if (change instanceof SetCredentialOrder set) {
            return list(MongoUserDocument.CREDENTIAL_ORDER, set.ids());
        }
        if (change instanceof SetNotBefore set) {
            return optional(
                    MongoUserDocument.NOT_BEFORE, Optional.of(set.seconds()).filter(seconds -> seconds > 0));
        }
        throw missing(change);
    }

    private static List<Bson> email(SetEmail set, boolean hasPassword) {
        List<Bson> updates = new ArrayList<>();
        updates.add(optional(MongoUserDocument.EMAIL, set.email()));
        updates.add(optional(MongoUserDocument.EMAIL_KEY, set.emailKey()));
        if (hasPassword) {
            updates.add(optional(IDENTITY_EMAIL, set.email()));
        }
        return updates;
    }

    private static IllegalStateException missing(UserChange change) {
        return new IllegalStateException("No update for " + change.getClass().getSimpleName());
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
