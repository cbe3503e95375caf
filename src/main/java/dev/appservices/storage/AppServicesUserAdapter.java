package dev.appservices.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.UserCredentialManager;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.adapter.AbstractUserAdapter;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.ProfileAttributes;
import dev.appservices.keycloak.Refusals;
import dev.appservices.keycloak.UserSource;
import dev.appservices.keycloak.Usernames;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserDirectory.Written;

/**
 * A user of the app as Keycloak sees it. Changes are written in one update before the transaction of the request
 * commits, so that a failed write fails the request; a new address is written at once, since it may be taken.
 */
final class AppServicesUserAdapter extends AbstractUserAdapter.Streams implements UserSource {
    private static final String TAKEN = "-";

    private final UserDirectory users;
    private final EmailKeys emailKeys;
    private final List<UserChange> unwritten = new ArrayList<>();
    private User written;
    private User user;

    AppServicesUserAdapter(
            KeycloakSession session,
            RealmModel realm,
            ComponentModel component,
            User user,
            UserDirectory users,
            EmailKeys emailKeys) {
        super(session, realm, component);
        this.storageId = new StorageId(component.getId(), user.id().hex());
        this.written = user;
        this.user = user;
        this.users = users;
        this.emailKeys = emailKeys;
    }

    @Override
    public User user() {
        return user;
    }

    void change(UserChange change) {
        user = user.with(change);
        if (unwritten.isEmpty()) {
            session.getTransactionManager().enlistPrepare(new Flush());
        }
        unwritten.add(change);
    }

    private final class Flush extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            flush();
        }

        @Override
        protected void rollbackImpl() {
            unwritten.clear();
        }
    }

    private void flush() {
        if (unwritten.isEmpty()) {
            return;
        }
        List<UserChange> changes = List.copyOf(unwritten);
        unwritten.clear();
        if (users.update(written, changes) == Written.DUPLICATE) {
            throw new ModelDuplicateException("User exists with same username", UserModel.USERNAME);
        }
        written = user;
    }

    /** @throws ModelDuplicateException when another user has the identity */
    void link(Identity identity) {
        if (users.link(user.id(), identity) == Written.DUPLICATE) {
            throw new ModelDuplicateException("Another user is linked to this account of the identity provider");
        }
        reload();
    }

    void updateIdentity(Identity identity) {
        users.updateIdentity(user.id(), identity);
        reload();
    }

    /** The last identity stays: a sentence for the operator says why. */
    boolean unlink(Identity identity) {
        Unlinked unlinked = users.unlink(user.id(), identity.providerType(), identity.id());
        if (unlinked == Unlinked.LAST) {
            throw Refusals.withSentence(
                    "This is the last identity of the user, who could never log in again without it."
                            + " Delete the user instead");
        }
        reload();
        return unlinked == Unlinked.DONE;
    }

    void setNotBefore(int seconds) {
        change(new UserChange.SetNotBefore(seconds));
    }

    /** Identities are written at once, beside the other changes of the request. */
    private void reload() {
        written = users.findById(user.id()).orElse(written);
        user = written.with(unwritten);
    }

    @Override
    public String getUsername() {
        return user.displayedUsername();
    }

    @Override
    public void setUsername(String username) {
        if (!username.equalsIgnoreCase(getUsername())) {
            change(new UserChange.SetUsername(Optional.of(Usernames.own(username))));
            flush();
        }
    }

    /** The console sends a user back whole, this link included; it cannot be moved to another store. */
    @Override
    public void setFederationLink(@Nullable String link) {
        if (!Objects.equals(link, getFederationLink())) {
            throw new ReadOnlyException("An App Services user stays in its user federation");
        }
    }

    @Override
    public boolean isEnabled() {
        return user.enabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        change(new UserChange.SetEnabled(enabled));
    }

    @Override
    public @Nullable String getEmail() {
        return user.email().orElse(null);
    }

    /** Where the realm lets several users have an address, only one of them logs in by it with an SDK: the first. */
    @Override
    public void setEmail(@Nullable String email) {
        Optional<String> address = present(email);
        if (address.equals(user.email())) {
            return;
        }
        flush();
        boolean ownPassword =
                user.identity(ProviderType.LOCAL_USERPASS.wireName()).isPresent();
        UserChange keyed =
                new UserChange.SetEmail(address, ownPassword ? address.map(emailKeys::key) : user.emailKey());
        if (users.update(written, List.of(keyed)) != Written.DUPLICATE) {
            written = written.with(keyed);
        } else if (realm.isDuplicateEmailsAllowed()) {
            UserChange shared = new UserChange.SetEmail(address, Optional.empty());
            users.update(written, List.of(shared));
            written = written.with(shared);
        } else {
            throw new ModelDuplicateException("User exists with same email", UserModel.EMAIL);
        }
        user = written;
    }

    @Override
    public boolean isEmailVerified() {
        return user.emailVerified();
    }

    @Override
    public void setEmailVerified(boolean verified) {
        change(new UserChange.SetEmailVerified(verified));
    }

    @Override
    public @Nullable String getFirstName() {
        return user.firstName().orElse(null);
    }

    @Override
    public void setFirstName(@Nullable String name) {
        change(new UserChange.SetFirstName(present(name)));
    }

    @Override
    public @Nullable String getLastName() {
        return user.lastName().orElse(null);
    }

    @Override
    public void setLastName(@Nullable String name) {
        change(new UserChange.SetLastName(present(name)));
    }

    @Override
    public Long getCreatedTimestamp() {
        return user.createdAt().toEpochMilli();
    }

    @Override
    public void setCreatedTimestamp(Long timestamp) {
        change(new UserChange.SetCreatedAt(Instant.ofEpochMilli(timestamp)));
    }

    @Override
    public Map<String, List<String>> getAttributes() {
        Map<String, List<String>> all = new LinkedHashMap<>(user.attributes());
        all.putAll(ProfileAttributes.of(user));
        all.put(USERNAME, List.of(getUsername()));
        user.email().ifPresent(email -> all.put(EMAIL, List.of(email)));
        user.firstName().ifPresent(name -> all.put(FIRST_NAME, List.of(name)));
        user.lastName().ifPresent(name -> all.put(LAST_NAME, List.of(name)));
        return all;
    }

    @Override
    public @Nullable String getFirstAttribute(String name) {
        return getAttributeStream(name).findFirst().orElse(null);
    }

    @Override
    public Stream<String> getAttributeStream(String name) {
        return switch (name) {
            case USERNAME -> Stream.of(getUsername());
            case EMAIL -> user.email().stream();
            case FIRST_NAME -> user.firstName().stream();
            case LAST_NAME -> user.lastName().stream();
            default -> {
                // Keycloak asks for single attributes several times a request, and seldom for one of these.
                Map<String, List<String>> among =
                        ProfileAttributes.isOne(name) ? ProfileAttributes.of(user) : user.attributes();
                yield among.getOrDefault(name, List.of()).stream();
            }
        };
    }

    @Override
    public void setSingleAttribute(String name, @Nullable String value) {
        setAttribute(name, value == null ? List.of() : List.of(value));
    }

    @Override
    public void setAttribute(String name, @Nullable List<String> values) {
        List<String> kept = values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
        String first = kept.isEmpty() ? null : kept.get(0);
        switch (name) {
            case USERNAME -> setUsername(first == null ? getUsername() : first);
            case EMAIL -> setEmail(first);
            case FIRST_NAME -> setFirstName(first);
            case LAST_NAME -> setLastName(first);
            default -> setOwnAttribute(name, kept);
        }
    }

    /** What the console only shows comes back from it with every save. */
    private void setOwnAttribute(String name, List<String> values) {
        if (ProfileAttributes.isOne(name)) {
            return;
        }
        Map<String, List<String>> all = new LinkedHashMap<>(user.attributes());
        if (values.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, values);
        }
        if (!all.equals(user.attributes())) {
            change(new UserChange.SetAttributes(all));
        }
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, List.of());
    }

    @Override
    public Stream<String> getRequiredActionsStream() {
        return user.requiredActions().stream();
    }

    @Override
    public void addRequiredAction(String action) {
        change(new UserChange.SetRequiredActions(altered(user.requiredActions(), set -> set.add(action))));
    }

    @Override
    public void removeRequiredAction(String action) {
        if (user.requiredActions().contains(action)) {
            change(new UserChange.SetRequiredActions(altered(user.requiredActions(), set -> set.remove(action))));
        }
    }

    @Override
    public void addRequiredAction(RequiredAction action) {
        addRequiredAction(action.name());
    }

    @Override
    public void removeRequiredAction(RequiredAction action) {
        removeRequiredAction(action.name());
    }

    @Override
    public Stream<RoleModel> getRoleMappingsStream() {
        Stream<RoleModel> own = user.roles().stream()
                .filter(id -> !id.startsWith(TAKEN))
                .map(realm::getRoleById)
                .filter(Objects::nonNull);
        Stream<RoleModel> byDefault =
                Stream.of(realm.getDefaultRole()).filter(role -> !user.roles().contains(taken(role.getId())));
        return Stream.concat(byDefault, own).distinct();
    }

    /** What stands among the roles of a user from whom the realm's default role, with this id, was taken away. */
    static String taken(String defaultRoleId) {
        return TAKEN + defaultRoleId;
    }

    @Override
    public void grantRole(RoleModel role) {
        if (role.equals(realm.getDefaultRole())) {
            setRoles(set -> set.remove(taken(role.getId())));
        } else {
            setRoles(set -> set.add(role.getId()));
        }
    }

    @Override
    public void deleteRoleMapping(RoleModel role) {
        if (role.equals(realm.getDefaultRole())) {
            setRoles(set -> set.add(taken(role.getId())));
        } else {
            setRoles(set -> set.remove(role.getId()));
        }
    }

    private void setRoles(Consumer<Set<String>> alteration) {
        Set<String> roles = altered(user.roles(), alteration);
        if (!roles.equals(user.roles())) {
            change(new UserChange.SetRoles(roles));
        }
    }

    @Override
    public Stream<GroupModel> getGroupsStream() {
        return user.groups().stream().map(realm::getGroupById).filter(Objects::nonNull);
    }

    @Override
    public void joinGroup(GroupModel group) {
        if (!user.groups().contains(group.getId())) {
            change(new UserChange.SetGroups(altered(user.groups(), set -> set.add(group.getId()))));
        }
    }

    @Override
    public void leaveGroup(GroupModel group) {
        if (user.groups().contains(group.getId())) {
            change(new UserChange.SetGroups(altered(user.groups(), set -> set.remove(group.getId()))));
        }
    }

    @Override
    public SubjectCredentialManager credentialManager() {
        return new UserCredentialManager(session, realm, this);
    }

    private static Set<String> altered(Set<String> values, Consumer<Set<String>> alteration) {
        Set<String> copy = new LinkedHashSet<>(values);
        alteration.accept(copy);
        return copy;
    }

    private static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
