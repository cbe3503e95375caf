package dev.appservices.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.OnUserCache;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserBulkUpdateProvider;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserQueryProvider;
import org.keycloak.storage.user.UserRegistrationProvider;
import org.keycloak.userprofile.AttributeMetadata;
import org.keycloak.userprofile.UserProfileDecorator;
import org.keycloak.userprofile.UserProfileMetadata;
import org.keycloak.userprofile.UserProfileUtil;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.ProfileAttributes;
import dev.appservices.keycloak.Stores;
import dev.appservices.keycloak.Usernames;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Identity;
import dev.appservices.user.TextPattern;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.HasRole;
import dev.appservices.user.UserSearch.InGroups;
import dev.appservices.user.UserSearch.LacksRole;

/** Users of the app as Keycloak users. */
public final class AppServicesStorageProvider
        implements UserStorageProvider,
                UserLookupProvider,
                UserQueryProvider,
                UserRegistrationProvider,
                UserBulkUpdateProvider,
                CredentialInputUpdater,
                OnUserCache,
                UserProfileDecorator {
    private static final int ALL = Integer.MAX_VALUE;
    private static final String REMOVED_REALM = AppServicesStorageProvider.class.getName() + ".removedRealm";

    private final KeycloakSession session;
    private final ComponentModel component;
    private final Supplier<Stores> connect;
    private final Map<UserId, AppServicesUserAdapter> loaded;

    private @Nullable Stores stores;

    AppServicesStorageProvider(KeycloakSession session, ComponentModel component, Supplier<Stores> connect) {
        this.session = session;
        this.component = component;
        this.connect = connect;
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
        return userId.flatMap(known -> find(realm, known)).orElse(null);
    }

    /** The name is one of its own, or the user id, or an address that exactly one user has. */
    @Override
    public @Nullable UserModel getUserByUsername(RealmModel realm, String username) {
        String folded = username.toLowerCase(Locale.ROOT);
        Optional<UserId> id = UserId.parse(folded);
        if (id.isPresent()) {
            return find(realm, id.get()).orElse(null);
        }
        Optional<User> named = users().findByUsername(folded);
        return named.isPresent() ? adapt(realm, named.get()) : getUserByEmail(realm, username);
    }

    @Override
    public @Nullable UserModel getUserByEmail(RealmModel realm, String email) {
        return users().findSoleByEmail(email)
                .<UserModel>map(user -> adapt(realm, user))
                .orElse(null);
    }

    Optional<AppServicesUserAdapter> findByIdentity(RealmModel realm, String providerType, String identityId) {
        return users().findByIdentity(providerType, identityId).map(user -> adapt(realm, user));
    }

    Optional<AppServicesUserAdapter> find(RealmModel realm, UserId id) {
        AppServicesUserAdapter known = loaded.get(id);
        return known != null ? Optional.of(known) : users().findById(id).map(user -> adapt(realm, user));
    }

    @Override
    public int getUsersCount(RealmModel realm) {
        return count(UserSearch.ALL);
    }

    @Override
    public int getUsersCount(RealmModel realm, Set<String> groupIds) {
        return count(UserSearch.of(new InGroups(groupIds)));
    }

    @Override
    @SuppressWarnings("deprecation") // Keycloak may still call it, and its own version reads every user.
    public int getUsersCount(RealmModel realm, String search) {
        return count(UserSearchParams.words(search));
    }

    @Override
    @SuppressWarnings("deprecation") // Keycloak may still call it, and its own version reads every user.
    public int getUsersCount(RealmModel realm, String search, Set<String> groupIds) {
        return count(UserSearchParams.words(search).and(UserSearch.of(new InGroups(groupIds))));
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params) {
        return count(UserSearchParams.toSearch(params));
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params, Set<String> groupIds) {
        return count(UserSearchParams.toSearch(params).and(UserSearch.of(new InGroups(groupIds))));
    }

    @Override
    public Stream<UserModel> searchForUserStream(
            RealmModel realm, Map<String, String> params, @Nullable Integer first, @Nullable Integer max) {
        return search(realm, UserSearchParams.toSearch(params), first, max);
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(
            RealmModel realm, GroupModel group, @Nullable Integer first, @Nullable Integer max) {
        return search(realm, membersOf(group), first, max);
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(
            RealmModel realm,
            GroupModel group,
            @Nullable String search,
            @Nullable Boolean exact,
            @Nullable Integer first,
            @Nullable Integer max) {
        if (search == null || search.isBlank()) {
            return getGroupMembersStream(realm, group, first, max);
        }
        TextPattern pattern = Boolean.TRUE.equals(exact) ? TextPattern.exact(search) : TextPattern.contains(search);
        return search(realm, membersOf(group).and(UserSearch.of(new AnyText(pattern))), first, max);
    }

    private static UserSearch membersOf(GroupModel group) {
        return UserSearch.of(new InGroups(Set.of(group.getId())));
    }

    /** Every user has the realm's default role, without a word of it in the document, unless it was taken away. */
    @Override
    public Stream<UserModel> getRoleMembersStream(
            RealmModel realm, RoleModel role, @Nullable Integer first, @Nullable Integer max) {
        boolean isDefault = role.equals(realm.getDefaultRole());
        UserSearch members = UserSearch.of(
                isDefault ? new LacksRole(AppServicesUserAdapter.taken(role.getId())) : new HasRole(role.getId()));
        return search(realm, members, first, max);
    }

    @Override
    public Stream<UserModel> searchForUserByUserAttributeStream(RealmModel realm, String name, String value) {
        return search(realm, UserSearchParams.toSearch(Map.of(name, value)), 0, ALL);
    }

    /**
     * A user made by an operator or a registration page: an e-mail/password user, whose address comes next. Disabled until
     * the caller says otherwise, as Keycloak's own are.
     */
    @Override
    public UserModel addUser(RealmModel realm, String username) {
        Identity identity = new Identity(ProviderType.LOCAL_USERPASS.wireName(), ObjectIds.random(), Map.of());
        User user = User.withIdentity(UserId.random(), identity, KeycloakClock.INSTANCE.instant())
                .with(
                        new UserChange.SetUsername(Optional.of(Usernames.own(username))),
                        new UserChange.SetEnabled(false));
        if (!users().insert(user)) {
            throw new ModelDuplicateException("User exists with same username", UserModel.USERNAME);
        }
        session.getTransactionManager().enlistAfterCompletion(new TakeBack(user.id()));
        AppServicesUserAdapter adapter = adapt(realm, user);
        realm.getDefaultGroupsStream().forEach(adapter::joinGroup);
        realm.getRequiredActionProvidersStream()
                .filter(RequiredActionProviderModel::isEnabled)
                .filter(RequiredActionProviderModel::isDefaultAction)
                .map(RequiredActionProviderModel::getAlias)
                .forEach(adapter::addRequiredAction);
        return adapter;
    }

    /** What comes after the insert may be refused, such as a taken address: then there is no user. */
    private final class TakeBack extends AbstractKeycloakTransaction {
        private final UserId id;

        TakeBack(UserId id) {
            this.id = id;
        }

        @Override
        protected void commitImpl() {}

        @Override
        protected void rollbackImpl() {
            users().delete(id);
        }
    }

    /**
     * True also for a user who was there when the request looked, and is gone by now: what Keycloak keeps beside the
     * document goes with it, whoever was faster.
     */
    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        Optional<UserId> id = UserId.parse(String.valueOf(StorageId.externalId(user.getId())));
        if (id.isEmpty()) {
            return false;
        }
        Optional<User> read = find(realm, id.get()).map(AppServicesUserAdapter::user);
        read.stream()
                .flatMap(AppServicesStorageProvider::registrationsOf)
                .forEach(stores().pendingUsers()::deleteByEmailKey);
        loaded.remove(id.get());
        return users().delete(id.get()) || read.isPresent();
    }

    /** The keys of registrations that a crash may have left behind, whose key may be the other spelling. */
    private static Stream<String> registrationsOf(User user) {
        return user.emailKey().stream().flatMap(key -> {
            Stream<String> other = user.email().filter(email -> EmailKeys.isSameAddress(email, key)).stream();
            return Stream.concat(Stream.of(key), other).distinct();
        });
    }

    @Override
    public void grantToAllUsers(RealmModel realm, RoleModel role) {
        users().grantToAll(role.getId());
    }

    /** The documents stay, for they may be all that is left of the app's users; their roles and groups are gone anyway. */
    @Override
    public void preRemove(RealmModel realm) {
        session.setAttribute(REMOVED_REALM, realm.getId());
    }

    @Override
    public void preRemove(RealmModel realm, RoleModel role) {
        if (!isRemoved(realm)) {
            users().removeRole(role.getId());
        }
    }

    @Override
    public void preRemove(RealmModel realm, GroupModel group) {
        if (!isRemoved(realm)) {
            users().removeGroup(group.getId());
        }
    }

    private boolean isRemoved(RealmModel realm) {
        return realm.getId().equals(session.getAttribute(REMOVED_REALM));
    }

    /** None: passwords are stored credentials of our users, as they are of Keycloak's own, in another place. */
    @Override
    public boolean supportsCredentialType(String type) {
        return false;
    }

    @Override
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String type) {}

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    /** So that nobody has to read a user again whom Keycloak has in its cache. */
    @Override
    public void onCache(RealmModel realm, CachedUserModel user, UserModel delegate) {
        if (delegate instanceof AppServicesUserAdapter own) {
            Stores.cache(user, own.user());
        }
    }

    @Override
    public List<AttributeMetadata> decorateUserProfile(String providerId, UserProfileMetadata metadata) {
        return ProfileAttributes.decorate(
                metadata, UserProfileUtil.lookupUserMetadataGroup(session), component.getName());
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
                user.id(),
                id -> new AppServicesUserAdapter(
                        session,
                        realm,
                        component,
                        user,
                        users(),
                        AppServicesConfig.from(realm, component).emailKeys()));
    }

    UserModel renew(RealmModel realm, User user) {
        loaded.remove(user.id());
        return adapt(realm, user);
    }

    private UserDirectory users() {
        return stores().users();
    }
}
