package dev.appservices.storage;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserQueryProvider;
import org.keycloak.storage.user.UserRegistrationProvider;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.KeycloakPasswords;
import dev.appservices.keycloak.Stores;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

/** Users of the app as Keycloak users: {@code username} is the user id, which the app shows as {@code sub}. */
public final class AppServicesStorageProvider
        implements UserStorageProvider,
                UserLookupProvider,
                UserQueryProvider,
                UserRegistrationProvider,
                CredentialInputValidator,
                CredentialInputUpdater {
    private static final int ALL = Integer.MAX_VALUE;

    private final KeycloakSession session;
    private final ComponentModel component;
    private final Supplier<Stores> connect;
    private final KeycloakPasswords passwords;
    private final Map<UserId, AppServicesUserAdapter> loaded;

    private @Nullable Stores stores;

    AppServicesStorageProvider(
            KeycloakSession session, ComponentModel component, Supplier<Stores> connect, KeycloakPasswords passwords) {
        this.session = session;
        this.component = component;
        this.connect = connect;
        this.passwords = passwords;
        this.loaded = loadedIn(session, component);
    }

    /** Not before they are needed: Keycloak also makes this object to delete a realm, which must work without MongoDB. */
    private Stores stores() {
        if (stores == null) {
            stores = connect.get();
        }
        return stores;
    }

    /** Users are read once a request: Keycloak asks for the same one up to ten times. */
    @SuppressWarnings("unchecked")
    private static Map<UserId, AppServicesUserAdapter> loadedIn(KeycloakSession session, ComponentModel component) {
        String key = AppServicesUserAdapter.class.getName() + component.getId();
        Map<UserId, AppServicesUserAdapter> known = session.getAttribute(key, Map.class);
        if (known == null) {
            known = new HashMap<>();
            session.setAttribute(key, known);
        }
        return known;
    }

    @Override
    public void close() {}

    @Override
    public @Nullable UserModel getUserById(RealmModel realm, String id) {
        Optional<UserId> userId = UserId.parse(String.valueOf(StorageId.externalId(id)));
        return userId.flatMap(known -> findById(realm, known)).orElse(null);
    }

    /** The name is the user id, or an address that exactly one user has. */
    @Override
    public @Nullable UserModel getUserByUsername(RealmModel realm, String username) {
        Optional<UserId> id = UserId.parse(username.toLowerCase(Locale.ROOT));
        return id.flatMap(known -> findById(realm, known)).orElseGet(() -> getUserByEmail(realm, username));
    }

    @Override
    public @Nullable UserModel getUserByEmail(RealmModel realm, String email) {
        return users().findSoleByEmail(email)
                .<UserModel>map(user -> adapt(realm, user))
                .orElse(null);
    }

    @Override
    public int getUsersCount(RealmModel realm) {
        return count(UserSearch.ALL);
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params) {
        return count(UserSearchParams.toSearch(params));
    }

    @Override
    public Stream<UserModel> searchForUserStream(
            RealmModel realm, Map<String, String> params, @Nullable Integer first, @Nullable Integer max) {
        return search(realm, UserSearchParams.toSearch(params), first, max);
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(
            RealmModel realm, GroupModel group, @Nullable Integer first, @Nullable Integer max) {
        return search(realm, UserSearch.membersOfGroup(group.getId()), first, max);
    }

    @Override
    public Stream<UserModel> getRoleMembersStream(
            RealmModel realm, RoleModel role, @Nullable Integer first, @Nullable Integer max) {
        return search(realm, UserSearch.membersOfRole(role.getId()), first, max);
    }

    @Override
    public Stream<UserModel> searchForUserByUserAttributeStream(RealmModel realm, String name, String value) {
        return search(realm, UserSearchParams.toSearch(Map.of(name, value)), 0, ALL);
    }

    /** A user made by an operator or a registration page: an e-mail/password user, whose address comes next. */
    @Override
    public UserModel addUser(RealmModel realm, String username) {
        UserId id = UserId.parse(username).orElseGet(UserId::random);
        Identity identity = new Identity(ProviderType.LOCAL_USERPASS.wireName(), ObjectIds.random(), Map.of());
        User user = User.withIdentity(id, identity, KeycloakClock.INSTANCE.instant());
        if (!users().insert(user)) {
            throw new ModelDuplicateException("A user with the id " + id + " exists");
        }
        AppServicesUserAdapter adapter = adapt(realm, user);
        adapter.acceptUsername(username);
        return adapter;
    }

    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        Optional<UserId> id = UserId.parse(user.getUsername());
        if (id.isEmpty()) {
            return false;
        }
        users().findById(id.get())
                .flatMap(User::emailKey)
                .ifPresent(key -> stores().pendingUsers().deleteByEmailKey(key));
        loaded.remove(id.get());
        return users().delete(id.get());
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return PasswordCredentialModel.TYPE.equals(type);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type) && passwordOf(realm, user).isPresent();
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        String raw = input.getChallengeResponse();
        Optional<UserId> id = UserId.parse(user.getUsername());
        return supportsCredentialType(input.getType())
                && raw != null
                && id.isPresent()
                && passwordOf(realm, user)
                        .filter(stored -> passwords.matches(id.get(), raw, stored))
                        .isPresent();
    }

    @Override
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        if (!supportsCredentialType(input.getType())) {
            return false;
        }
        String raw = input.getChallengeResponse();
        PolicyError error =
                session.getProvider(PasswordPolicyManagerProvider.class).validate(realm, user, raw);
        if (error != null) {
            throw new ModelException(error.getMessage(), error.getParameters());
        }
        return change(realm, user, new UserChange.SetPassword(Optional.of(passwords.hash(raw))));
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String type) {
        if (supportsCredentialType(type)) {
            change(realm, user, new UserChange.SetPassword(Optional.empty()));
        }
    }

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return passwordOf(realm, user).stream().map(password -> PasswordCredentialModel.TYPE);
    }

    private boolean change(RealmModel realm, UserModel user, UserChange change) {
        Optional<UserModel> own = UserId.parse(user.getUsername()).flatMap(id -> findById(realm, id));
        own.ifPresent(model -> ((AppServicesUserAdapter) model).change(change));
        return own.isPresent();
    }

    private Optional<dev.appservices.user.Password> passwordOf(RealmModel realm, UserModel user) {
        return UserId.parse(user.getUsername())
                .flatMap(id -> findById(realm, id))
                .flatMap(model -> ((AppServicesUserAdapter) model).user().password());
    }

    private Optional<UserModel> findById(RealmModel realm, UserId id) {
        AppServicesUserAdapter known = loaded.get(id);
        return known != null ? Optional.of(known) : users().findById(id).map(user -> adapt(realm, user));
    }

    private Stream<UserModel> search(
            RealmModel realm, UserSearch search, @Nullable Integer first, @Nullable Integer max) {
        int from = first == null ? 0 : Math.max(0, first);
        int most = max == null || max < 0 ? ALL : max;
        return users().search(search, from, most).stream().map(user -> adapt(realm, user));
    }

    private int count(UserSearch search) {
        return Math.toIntExact(Math.min(ALL, users().count(search)));
    }

    AppServicesUserAdapter adapt(RealmModel realm, User user) {
        return loaded.computeIfAbsent(
                user.id(), id -> new AppServicesUserAdapter(session, realm, component, user, users()));
    }

    private UserDirectory users() {
        return stores().users();
    }
}
