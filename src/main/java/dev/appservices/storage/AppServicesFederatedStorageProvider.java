package dev.appservices.storage;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.UserCredentialStore;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.federated.UserBrokerLinkFederatedStorage;
import org.keycloak.storage.federated.UserFederatedUserCredentialStore;
import org.keycloak.storage.federated.UserNotBeforeFederatedStorage;

import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.SocialIdentities;
import dev.appservices.keycloak.StoredCredentials;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserId;

/** The links to identity providers, the credentials and the "not before" of our users, in their documents. */
final class AppServicesFederatedStorageProvider
        implements UserBrokerLinkFederatedStorage,
                UserNotBeforeFederatedStorage,
                UserFederatedUserCredentialStore,
                UserCredentialStore {
    private final KeycloakSession session;

    AppServicesFederatedStorageProvider(KeycloakSession session) {
        this.session = session;
    }

    /** Whether a text is the id that Keycloak knows a user of ours by. */
    boolean isOurs(String text) {
        if (!text.startsWith("f:")) {
            return false;
        }
        RealmModel realm = session.getContext().getRealm();
        String provider = StorageId.providerId(text);
        ComponentModel component = realm == null || provider == null ? null : realm.getComponent(provider);
        return component != null && AppServicesConfig.PROVIDER_ID.equals(component.getProviderId());
    }

    @Override
    public @Nullable String getUserByFederatedIdentity(FederatedIdentityModel link, RealmModel realm) {
        Optional<ComponentModel> component = AppServicesConfig.componentOf(realm);
        return component.isEmpty()
                ? null
                : provider(component.get())
                        .findByIdentity(
                                realm, SocialIdentities.providerType(link.getIdentityProvider()), link.getUserId())
                        .map(UserModel::getId)
                        .orElse(null);
    }

    @Override
    public Stream<FederatedIdentityModel> getFederatedIdentitiesStream(String userId, RealmModel realm) {
        return find(realm, userId).stream().flatMap(user -> SocialIdentities.linksOf(user.user()));
    }

    @Override
    public @Nullable FederatedIdentityModel getFederatedIdentity(String userId, String alias, RealmModel realm) {
        return getFederatedIdentitiesStream(userId, realm)
                .filter(link -> link.getIdentityProvider().equals(alias))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void addFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        require(realm, userId).link(SocialIdentities.identity(link));
    }

    @Override
    public void updateFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        require(realm, userId).updateIdentity(SocialIdentities.identity(link));
    }

    @Override
    public boolean removeFederatedIdentity(RealmModel realm, String userId, String alias) {
        FederatedIdentityModel link = getFederatedIdentity(userId, alias, realm);
        return link != null && require(realm, userId).unlink(SocialIdentities.identity(link));
    }

    /** The identities stay in the documents: without their identity provider Keycloak neither shows nor uses them. */
    @Override
    public void preRemove(RealmModel realm, IdentityProviderModel provider) {}

    @Override
    public void setNotBeforeForUser(RealmModel realm, String userId, int notBefore) {
        require(realm, userId).setNotBefore(notBefore);
    }

    @Override
    public int getNotBeforeOfUser(RealmModel realm, String userId) {
        return find(realm, userId).map(user -> user.user().notBefore()).orElse(0);
    }

    @Override
    public void updateCredential(RealmModel realm, String userId, CredentialModel credential) {
        AppServicesUserAdapter adapter = require(realm, userId);
        CredentialModel known = getStoredCredentialById(realm, userId, credential.getId());
        if (known != null) {
            if (!Objects.equals(known.getUserLabel(), credential.getUserLabel())) {
                StoredCredentials.requireFreeLabel(adapter.user(), credential, credential.getId());
            }
            adapter.change(StoredCredentials.put(credential));
        }
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, String userId, CredentialModel credential) {
        AppServicesUserAdapter adapter = require(realm, userId);
        StoredCredentials.requireFreeLabel(adapter.user(), credential, "");
        CredentialModel created = credential.shallowClone();
        created.setId(StoredCredentials.newId(adapter.user(), credential));
        Optional<UserChange> order = StoredCredentials.append(adapter.user(), created.getId());
        adapter.change(StoredCredentials.put(created));
        order.ifPresent(adapter::change);
        return created;
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, String userId, String id) {
        boolean known = getStoredCredentialById(realm, userId, id) != null;
        if (known) {
            AppServicesUserAdapter adapter = require(realm, userId);
            adapter.change(StoredCredentials.remove(adapter.user(), id));
        }
        return known;
    }

    @Override
    public @Nullable CredentialModel getStoredCredentialById(RealmModel realm, String userId, String id) {
        return find(realm, userId)
                .flatMap(user -> StoredCredentials.find(user.user(), id))
                .orElse(null);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, String userId) {
        return find(realm, userId).stream().flatMap(user -> StoredCredentials.of(user.user()).stream());
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, String userId, String type) {
        return getStoredCredentialsStream(realm, userId).filter(model -> type.equals(model.getType()));
    }

    @Override
    public @Nullable CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, String userId, String name, String type) {
        return getStoredCredentialsByTypeStream(realm, userId, type)
                .filter(model -> name.equals(model.getUserLabel()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void updateCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        updateCredential(realm, user.getId(), credential);
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        return createCredential(realm, user.getId(), credential);
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, UserModel user, String id) {
        return removeStoredCredential(realm, user.getId(), id);
    }

    @Override
    public @Nullable CredentialModel getStoredCredentialById(RealmModel realm, UserModel user, String id) {
        return getStoredCredentialById(realm, user.getId(), id);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, UserModel user) {
        return getStoredCredentialsStream(realm, user.getId());
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, UserModel user, String type) {
        return getStoredCredentialsByTypeStream(realm, user.getId(), type);
    }

    @Override
    public @Nullable CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, UserModel user, String name, String type) {
        return getStoredCredentialByNameAndType(realm, user.getId(), name, type);
    }

    @Override
    public boolean moveCredentialTo(RealmModel realm, UserModel user, String id, @Nullable String newPreviousId) {
        AppServicesUserAdapter adapter = require(realm, user.getId());
        Optional<UserChange> move = StoredCredentials.move(adapter.user(), id, newPreviousId);
        move.ifPresent(adapter::change);
        return move.isPresent();
    }

    @Override
    public void close() {}

    private AppServicesUserAdapter require(RealmModel realm, String userId) {
        return find(realm, userId).orElseThrow(() -> new ModelException("The user is gone"));
    }

    private Optional<AppServicesUserAdapter> find(RealmModel realm, String userId) {
        ComponentModel component = realm.getComponent(StorageId.providerId(userId));
        return component == null
                ? Optional.empty()
                : UserId.parse(StorageId.externalId(userId))
                        .flatMap(id -> provider(component).find(realm, id));
    }

    private AppServicesStorageProvider provider(ComponentModel component) {
        return AppServicesStorageProviderFactory.of(session).create(session, component);
    }
}
