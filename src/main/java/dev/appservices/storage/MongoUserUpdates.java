package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;

import dev.appservices.app.ProviderType;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.Identity;
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
import dev.appservices.user.UserChange.SetIdentityData;
import dev.appservices.user.UserChange.SetLastAuthenticatedAt;
import dev.appservices.user.UserChange.SetLastName;
import dev.appservices.user.UserChange.SetNotBefore;
import dev.appservices.user.UserChange.SetPassword;
import dev.appservices.user.UserChange.SetRequiredActions;
import dev.appservices.user.UserChange.SetRoles;
import dev.appservices.user.UserChange.SetUsername;

/** Changes of a user as one update of plain {@code $set} and {@code $unset}, in which the last change of a field counts. */
final class MongoUserUpdates {
    private static final String IDENTITY_EMAIL = MongoUserDocument.IDENTITIES + ".$[password].data.email";

    private static final String RENEWED = MongoUserDocument.IDENTITIES + ".$[renewed].";

    private final User user;
    private Optional<Identity> renewed = Optional.empty();
    private final Map<String, Optional<?>> fields = new LinkedHashMap<>();

    /** @param user who is changed */
    MongoUserUpdates(User user, List<UserChange> changes) {
        this.user = user;
        for (UserChange change : changes) {
            if (!addOfPerson(change) && !addOfAccess(change)) {
                throw new IllegalStateException(
                        "No update for " + change.getClass().getSimpleName());
            }
        }
    }

    /** Whether operators search by what this changes. */
    static boolean isSearched(UserChange change) {
        return change instanceof SetUsername
                || change instanceof SetEmail
                || change instanceof SetFirstName
                || change instanceof SetLastName
                || change instanceof SetAttributes;
    }

    /** The update, with this field set beside the others. */
    Bson with(String field, Object value) {
        fields.put(field, Optional.of(value));
        return update();
    }

    Bson update() {
        return Updates.combine(fields.entrySet().stream()
                .map(field -> field.getValue().isPresent()
                        ? Updates.set(field.getKey(), field.getValue().get())
                        : Updates.unset(field.getKey()))
                .toList());
    }

    /** What the update needs beside it. */
    UpdateOptions options() {
        List<Document> filters = new ArrayList<>();
        if (fields.containsKey(IDENTITY_EMAIL)) {
            filters.add(new Document(
                    "password." + MongoUserDocument.PROVIDER_TYPE, ProviderType.LOCAL_USERPASS.wireName()));
        }
        renewed.ifPresent(identity ->
                filters.add(new Document("renewed." + MongoUserDocument.PROVIDER_TYPE, identity.providerType())
                        .append("renewed." + MongoUserDocument.IDENTITY_ID, identity.id())));
        return filters.isEmpty() ? new UpdateOptions() : new UpdateOptions().arrayFilters(filters);
    }

    private boolean addOfPerson(UserChange change) {
        if (change instanceof SetUsername set) {
            fields.put(MongoUserDocument.USERNAME, Optional.of(set.username().orElseGet(user.id()::hex)));
        } else if (change instanceof SetEmail set) {
            addEmail(set);
        } else if (change instanceof SetEmailVerified set) {
            flag(MongoUserDocument.EMAIL_VERIFIED, set.verified());
        } else if (change instanceof SetFirstName set) {
            fields.put(MongoUserDocument.FIRST_NAME, set.name());
        } else if (change instanceof SetLastName set) {
            fields.put(MongoUserDocument.LAST_NAME, set.name());
        } else if (change instanceof SetAttributes set) {
            list(MongoUserDocument.ATTRIBUTES, MongoUserDocument.attributes(set.attributes()));
        } else if (change instanceof PutDevice put) {
            fields.put(
                    MongoUserDocument.DEVICES + "." + put.device().id(),
                    Optional.of(MongoCredentialDocuments.of(put.device())));
        } else if (change instanceof RemoveDevice remove) {
            fields.put(MongoUserDocument.DEVICES + "." + remove.id(), Optional.empty());
        } else if (change instanceof SetIdentityData set) {
            renewed = Optional.of(set.identity());
            fields.put(
                    RENEWED + MongoUserDocument.IDENTITY_DATA,
                    Optional.of(new Document(set.identity().data())));
            fields.put(RENEWED + MongoUserDocument.IDENTITY_NAME, set.identity().name());
        } else if (change instanceof SetCreatedAt set) {
            fields.put(MongoUserDocument.CREATED_AT, Optional.of(Date.from(set.time())));
        } else if (change instanceof SetLastAuthenticatedAt set) {
            fields.put(MongoUserDocument.LAST_AUTHENTICATED_AT, Optional.of(Date.from(set.time())));
        } else {
            return false;
        }
        return true;
    }

    private boolean addOfAccess(UserChange change) {
        if (change instanceof SetEnabled set) {
            flag(MongoUserDocument.DISABLED, !set.enabled());
        } else if (change instanceof SetRoles set) {
            list(MongoUserDocument.ROLES, set.roles());
        } else if (change instanceof SetGroups set) {
            list(MongoUserDocument.GROUPS, set.groups());
        } else if (change instanceof SetRequiredActions set) {
            list(MongoUserDocument.REQUIRED_ACTIONS, set.actions());
        } else if (change instanceof SetPassword set) {
            fields.put(MongoUserDocument.PASSWORD, set.password().map(MongoPasswordDocument::of));
        } else if (change instanceof PutCredential put) {
            fields.put(
                    MongoUserDocument.CREDENTIALS + "." + put.credential().id(),
                    Optional.of(MongoCredentialDocuments.of(put.credential())));
        } else if (change instanceof RemoveCredential remove) {
            fields.put(MongoUserDocument.CREDENTIALS + "." + remove.id(), Optional.empty());
        } else if (change instanceof SetCredentialOrder set) {
            list(MongoUserDocument.CREDENTIAL_ORDER, set.ids());
        } else if (change instanceof SetNotBefore set) {
            fields.put(MongoUserDocument.NOT_BEFORE, Optional.of(set.seconds()).filter(seconds -> seconds > 0));
        } else {
            return false;
        }
        return true;
    }

    /** The metadata of an e-mail/password identity has the address too. */
    private void addEmail(SetEmail set) {
        fields.put(MongoUserDocument.EMAIL, set.email());
        fields.put(MongoUserDocument.EMAIL_KEY, set.emailKey());
        if (user.identity(ProviderType.LOCAL_USERPASS.wireName()).isPresent()) {
            fields.put(IDENTITY_EMAIL, set.email());
        }
    }

    private void flag(String field, boolean value) {
        fields.put(field, Optional.of(true).filter(set -> value));
    }

    private void list(String field, Collection<?> values) {
        fields.put(field, Optional.of(new ArrayList<>(values)).filter(list -> !list.isEmpty()));
    }
}
