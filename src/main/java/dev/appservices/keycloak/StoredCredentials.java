package dev.appservices.keycloak;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.credential.PasswordCredentialModel;

import org.jspecify.annotations.Nullable;

import dev.appservices.user.Credential;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;

/**
 * The credentials of a user as Keycloak's credential providers store them: the password in a field that other programs
 * can write, every other one as Keycloak has it. Each write is a change of that one credential.
 */
public final class StoredCredentials {
    private StoredCredentials() {}

    /** In the order in which the user prefers them: the password first, then by age, unless somebody has moved them. */
    public static List<CredentialModel> of(User user) {
        List<CredentialModel> all = new ArrayList<>();
        user.password().ifPresent(password -> {
            PasswordCredentialModel model = PasswordModels.toModel(password);
            PasswordModels.refusal(model).ifPresent(reason -> RefusedPasswords.warn(user.id(), reason));
            model.setId(passwordId(user));
            all.add(model);
        });
        user.credentials().values().stream()
                .sorted(Comparator.comparing(Credential::createdAt).thenComparing(Credential::id))
                .map(StoredCredentials::model)
                .forEach(all::add);
        List<String> order = user.credentialOrder();
        all.sort(Comparator.comparingInt(model -> {
            int place = order.indexOf(model.getId());
            return place < 0 ? Integer.MAX_VALUE : place;
        }));
        return all;
    }

    /** The credential with this id. */
    public static Optional<CredentialModel> find(User user, String id) {
        return of(user).stream().filter(model -> model.getId().equals(id)).findFirst();
    }

    /** The id that a new credential will have. */
    public static String newId(User user, CredentialModel model) {
        String wanted = model.getId();
        if (PasswordCredentialModel.TYPE.equals(model.getType())) {
            return passwordId(user);
        }
        return wanted != null && Credential.isId(wanted)
                ? wanted
                : UUID.randomUUID().toString();
    }

    /** A user has one password, so its id follows from the user's and is kept nowhere. */
    private static String passwordId(User user) {
        byte[] name = ("password of " + user.id()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** The change that writes a credential, which has its id. */
    public static UserChange put(CredentialModel model) {
        if (PasswordCredentialModel.TYPE.equals(model.getType())) {
            PasswordCredentialModel password = PasswordCredentialModel.createFromCredentialModel(model);
            return new UserChange.SetPassword(Optional.of(PasswordModels.toPassword(password)));
        }
        Long created = model.getCreatedDate();
        return new UserChange.PutCredential(new Credential(
                model.getId(),
                model.getType(),
                Optional.ofNullable(model.getUserLabel()),
                Optional.ofNullable(model.getSecretData()).orElse("{}"),
                Optional.ofNullable(model.getCredentialData()).orElse("{}"),
                created == null ? KeycloakClock.INSTANCE.instant() : Instant.ofEpochMilli(created)));
    }

    /** The change that removes a credential. */
    public static UserChange remove(User user, String id) {
        return id.equals(passwordId(user))
                ? new UserChange.SetPassword(Optional.empty())
                : new UserChange.RemoveCredential(id);
    }

    /**
     * The order after a new credential, which is the last one: several may be made in one millisecond.
     *
     * @return empty when there is no other one to come after but the password, which is first anyway
     */
    public static Optional<UserChange> append(User user, String id) {
        if (user.credentials().isEmpty() && user.credentialOrder().isEmpty()) {
            return Optional.empty();
        }
        List<String> ids =
                new ArrayList<>(of(user).stream().map(CredentialModel::getId).toList());
        ids.remove(id);
        ids.add(id);
        return Optional.of(new UserChange.SetCredentialOrder(ids));
    }

    /**
     * The order after one credential is moved behind another, or to the front where none is named.
     *
     * @return empty when one of them is not there
     */
    public static Optional<UserChange> move(User user, String id, @Nullable String newPreviousId) {
        List<String> ids =
                new ArrayList<>(of(user).stream().map(CredentialModel::getId).toList());
        if (!ids.remove(id) || (newPreviousId != null && !ids.contains(newPreviousId))) {
            return Optional.empty();
        }
        ids.add(newPreviousId == null ? 0 : ids.indexOf(newPreviousId) + 1, id);
        return Optional.of(new UserChange.SetCredentialOrder(ids));
    }

    /** @throws ModelDuplicateException as Keycloak's own store, when another credential of this type has the label */
    public static void requireFreeLabel(User user, CredentialModel model, String ownId) {
        String label = model.getUserLabel();
        boolean taken = label != null
                && of(user).stream()
                        .anyMatch(other -> !other.getId().equals(ownId)
                                && other.getType().equals(model.getType())
                                && label.trim().equalsIgnoreCase(other.getUserLabel()));
        if (taken) {
            throw new ModelDuplicateException("Device already exists with the same name", CredentialModel.USER_LABEL);
        }
    }

    private static CredentialModel model(Credential credential) {
        CredentialModel model = new CredentialModel();
        model.setId(credential.id());
        model.setType(credential.type());
        model.setUserLabel(credential.label().orElse(null));
        model.setSecretData(credential.secretData());
        model.setCredentialData(credential.credentialData());
        model.setCreatedDate(credential.createdAt().toEpochMilli());
        return model;
    }
}
