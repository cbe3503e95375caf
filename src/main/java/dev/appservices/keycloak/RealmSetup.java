package dev.appservices.keycloak;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.storage.CacheableStorageProviderModel.CachePolicy;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

import dev.appservices.session.UserIdMapper;
import dev.appservices.session.UserIdNameIdMapper;

/** The realm of an app: made when it is missing, completed when it exists. */
final class RealmSetup {
    static final String SCOPE = "app-services";
    private static final String SAML_SCOPE = "app-services-saml";
    private static final String SAML = "saml";

    /** Idle sessions of SDKs are purged after this; one that is used is touched once a day. */
    static final Duration IDLE = Duration.ofDays(90);

    /** 50 years: the real limit of a session is the expiry of its refresh token. */
    static final Duration MAX = Duration.ofDays(50 * 365);

    /** As long as App Services kept its logs. */
    private static final Duration KEEP_EVENTS = Duration.ofDays(10);

    private final Deployment deployment;

    RealmSetup(Deployment deployment) {
        this.deployment = deployment;
    }

    RealmModel apply() {
        RealmModel realm = deployment.session().realms().getRealmByName(deployment.realmName());
        boolean isNew = realm == null;
        if (realm == null) {
            realm = create();
        }
        deployment.session().getContext().setRealm(realm);
        sessions(realm, isNew);
        component(realm);
        scope(realm);
        samlScope(realm);
        return realm;
    }

    /** As the admin console makes one: an import fills in the lifespans that a bare realm has not. */
    private RealmModel create() {
        RealmRepresentation wanted = new RealmRepresentation();
        wanted.setRealm(deployment.realmName());
        wanted.setDisplayName(deployment.definition().name());
        wanted.setEnabled(true);
        wanted.setBruteForceProtected(true);
        wanted.setEventsEnabled(true);
        wanted.setEventsExpiration(KEEP_EVENTS.toSeconds());
        // One person may have two accounts with one address, through two providers: nothing joins them.
        wanted.setDuplicateEmailsAllowed(true);
        wanted.setLoginWithEmailAllowed(false);
        wanted.setEditUsernameAllowed(false);
        RealmModel realm = new RealmManager(deployment.session()).importRealm(wanted);
        allowIncompleteProfiles(realm);
        deployment.changed("realm " + realm.getName() + " is created");
        return realm;
    }

    /** Users of an app have no names: Keycloak's own token endpoint would refuse every one of them. */
    private static void allowIncompleteProfiles(RealmModel realm) {
        RequiredActionProviderModel action =
                realm.getRequiredActionProviderByAlias(RequiredAction.VERIFY_PROFILE.name());
        if (action != null) {
            action.setEnabled(false);
            realm.updateRequiredActionProvider(action);
        }
    }

    /** Without these, SDK sessions would end with those of browsers, or at once. */
    private void sessions(RealmModel realm, boolean isNew) {
        if (!realm.isRememberMe()) {
            realm.setRememberMe(true);
            report(isNew, "realm: remember me is switched on, which the sessions of SDKs need");
        }
        int idle = Math.toIntExact(IDLE.toSeconds());
        if (realm.getSsoSessionIdleTimeoutRememberMe() < idle) {
            realm.setSsoSessionIdleTimeoutRememberMe(idle);
            report(isNew, "realm: remembered sessions may be idle for 90 days");
        }
        int max = Math.toIntExact(MAX.toSeconds());
        if (realm.getSsoSessionMaxLifespanRememberMe() < max) {
            realm.setSsoSessionMaxLifespanRememberMe(max);
            report(isNew, "realm: remembered sessions have no other limit than their refresh token");
        }
    }

    private void component(RealmModel realm) {
        CustomDataSetup customData = new CustomDataSetup(deployment);
        Optional<ComponentModel> existing = AppServicesConfig.componentOf(realm);
        if (existing.isPresent()) {
            customData.applyTo(realm, existing.get());
            return;
        }
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        config.putSingle(UserStorageProviderModel.ENABLED, "true");
        config.putSingle(UserStorageProviderModel.PRIORITY, "0");
        config.putSingle(UserStorageProviderModel.CACHE_POLICY, CachePolicy.MAX_LIFESPAN.name());
        config.putSingle(
                UserStorageProviderModel.MAX_LIFESPAN,
                String.valueOf(AppServicesConfig.DEFAULT_FOREIGN_CHANGES.toMillis()));
        config.putSingle(AppServicesConfig.APP_ID, deployment.appId().value());
        config.putSingle(AppServicesConfig.DATABASE_NAME, AppServicesConfig.defaultDatabaseName(realm));
        customData.addTo(config);
        ComponentModel component = new ComponentModel();
        component.setName(AppServicesConfig.PROVIDER_ID);
        component.setProviderId(AppServicesConfig.PROVIDER_ID);
        component.setProviderType(UserStorageProvider.class.getName());
        component.setParentId(realm.getId());
        component.setConfig(config);
        // Not added but imported: a component that is added makes the app by itself, and tries its connection.
        realm.importComponentModel(component);
        deployment.changed("user federation app-services is created");
    }

    /** A default scope of every client, so that all clients of the realm speak of a user by the same id. */
    private void scope(RealmModel realm) {
        if (realm.getClientScopesStream().anyMatch(scope -> SCOPE.equals(scope.getName()))) {
            return;
        }
        ClientScopeModel scope = realm.addClientScope(SCOPE);
        scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        scope.setDescription("The id by which an App Services app knows a user");
        scope.setIncludeInTokenScope(false);
        scope.setDisplayOnConsentScreen(false);
        scope.addProtocolMapper(userIdMapper());
        realm.addDefaultClientScope(scope, true);
        realm.getClientsStream()
                .filter(client -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()))
                .toList()
                .forEach(client -> client.addClientScopes(Set.of(scope), true));
        deployment.changed("client scope app-services is created and is a default scope of every client");
    }

    /** The same for SAML clients: their users of ours are named by that id, whatever their username is. */
    private void samlScope(RealmModel realm) {
        if (realm.getClientScopesStream().anyMatch(scope -> SAML_SCOPE.equals(scope.getName()))) {
            return;
        }
        ClientScopeModel scope = realm.addClientScope(SAML_SCOPE);
        scope.setProtocol(SAML);
        scope.setDescription("The id by which an App Services app knows a user");
        scope.setDisplayOnConsentScreen(false);
        scope.addProtocolMapper(UserIdNameIdMapper.model());
        realm.addDefaultClientScope(scope, true);
        realm.getClientsStream()
                .filter(client -> SAML.equals(client.getProtocol()))
                .toList()
                .forEach(client -> client.addClientScopes(Set.of(scope), true));
        deployment.changed("client scope app-services-saml is created and is a default scope of every SAML client");
    }

    private static ProtocolMapperModel userIdMapper() {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("user id");
        mapper.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        mapper.setProtocolMapper(UserIdMapper.PROVIDER_ID);
        mapper.setConfig(Map.of(
                OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN, "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN, "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO, "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION, "true"));
        return mapper;
    }

    private void report(boolean isNew, String sentence) {
        if (!isNew) {
            deployment.changed(sentence);
        }
    }
}
