package dev.appservices.keycloak;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

import dev.appservices.app.App;
import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.LoginAttempt;
import dev.appservices.login.LoginRequest;
import dev.appservices.user.Identity;
import dev.appservices.user.User;

/** Logs a user in through the app's flow and hands out a session's tokens. */
public final class LoginService {
    /** Detail of events: the provider a client named. */
    public static final String PROVIDER_DETAIL = "provider";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientModel client;
    private final App app;
    private final EventBuilder event;

    public LoginService(ApiCall call) {
        this(call, EventType.LOGIN);
    }

    /** @param type of the event that this flow is told as */
    LoginService(ApiCall call, EventType type) {
        this.session = call.session();
        this.realm = session.getContext().getRealm();
        this.client = session.getContext().getClient();
        this.app = call.app();
        this.event = Events.of(session, type, call.requestId()).client(client);
    }

    /**
     * Runs the flow and opens a session.
     *
     * @throws AppServicesException as the provider or another step of the flow decided
     */
    public TokenPair login(LoginRequest request) {
        event.detail(PROVIDER_DETAIL, request.provider().wireName());
        request.device().eventDetails().forEach(event::detail);
        LoginAttempt attempt = new LoginAttempt(request);
        AuthenticationSessionManager sessions = new AuthenticationSessionManager(session);
        AuthenticationSessionModel authSession = open(sessions);
        AuthenticationProcessor processor = run(sessions, authSession, attempt);
        UserModel user = authSession.getAuthenticatedUser();
        new Completeness(realm, event).require(user, authSession);
        User appUser = Stores.userOf(session, realm, user)
                .orElseThrow(() -> new IllegalStateException("The flow ended with a user of another store"));
        Identity identity = attempt.identity()
                .orElseThrow(() -> new IllegalStateException("The flow succeeded without an App Services provider"));
        authSession.setUserSessionNote(SessionNotes.DEVICE_ID, request.deviceId());
        return issue(processor, authSession, appUser, identity, request);
    }

    /** The event of this run. */
    EventBuilder event() {
        return event;
    }

    /** Runs the flow without opening a session: for what is left in the attempt. */
    void runOnly(LoginAttempt attempt) {
        event.detail(PROVIDER_DETAIL, attempt.request().provider().wireName());
        attempt.request().device().eventDetails().forEach(event::detail);
        AuthenticationSessionManager sessions = new AuthenticationSessionManager(session);
        AuthenticationSessionModel authSession = open(sessions);
        run(sessions, authSession, attempt);
        sessions.removeAuthenticationSession(realm, authSession, false);
    }

    /** The error for a provider that is switched off, or that this version does not serve. */
    public static AppServicesException unsupported(ProviderType provider) {
        return new AppServicesException(
                ErrorCode.INVALID_SESSION, "authentication via '" + provider.wireName() + "' is unsupported");
    }

    /**
     * A refusal commits, as at Keycloak's own endpoints: after a rollback the protection against guessing would let the
     * next attempt begin before it has counted this one.
     */
    private AuthenticationProcessor run(
            AuthenticationSessionManager sessions, AuthenticationSessionModel authSession, LoginAttempt attempt) {
        try {
            return new LoginFlow(session, event).run(authSession, attempt);
        } catch (AppServicesException e) {
            if (e.status() >= 500) {
                throw e;
            }
            sessions.removeAuthenticationSession(realm, authSession, false);
            throw e.asDecision();
        }
    }

    private AuthenticationSessionModel open(AuthenticationSessionManager sessions) {
        RootAuthenticationSessionModel root = sessions.createAuthenticationSession(realm, false);
        AuthenticationSessionModel authSession = root.createAuthenticationSession(client);
        authSession.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        authSession.setAction(AuthenticationSessionModel.Action.AUTHENTICATE.name());
        authSession.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        authSession.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, OAuth2Constants.SCOPE_OPENID);
        // SDK sessions live for months; the realm's limits for remembered sessions are theirs, not those of browsers.
        authSession.setAuthNote(Details.REMEMBER_ME, "true");
        return authSession;
    }

    private TokenPair issue(
            AuthenticationProcessor processor,
            AuthenticationSessionModel authSession,
            User user,
            Identity identity,
            LoginRequest request) {
        AuthenticationManager.setClientScopesInSession(session, authSession);
        ClientSessionContext context = processor.attachSession();
        TokenManager.AccessTokenResponseBuilder tokens = new TokenManager()
                .responseBuilder(realm, client, event, session, processor.getUserSession(), context)
                .generateAccessToken()
                .generateRefreshToken();
        complete(tokens.getRefreshToken(), identity, request);
        AccessTokenResponse response = tokens.build();
        CustomDataLookup.leftOut(session).ifPresent(why -> event.detail(CustomDataLookup.LEFT_OUT_DETAIL, why));
        event.success();
        AuthenticationManager.logSuccess(session, authSession);
        return new TokenPair(
                response.getToken(), response.getRefreshToken(), user.id().hex(), request.deviceId());
    }

    /** The claims that refresh tokens of App Services had, and the lifetime that is the session's real limit. */
    private void complete(RefreshToken token, Identity identity, LoginRequest request) {
        token.exp(KeycloakClock.INSTANCE
                .instant()
                .plus(lifetime(request.provider()))
                .getEpochSecond());
        Map<String, Object> used = new LinkedHashMap<>();
        used.put("id", identity.id());
        used.put("provider_type", request.provider().wireName());
        used.put("provider_id", app.providerId(request.provider()));
        token.getOtherClaims().put("baas_identity", used);
        token.getOtherClaims().put("baas_id", token.getSessionId());
        token.getOtherClaims().put("baas_device_id", request.deviceId());
        token.getOtherClaims().put("baas_domain_id", app.domainId());
    }

    private Duration lifetime(ProviderType provider) {
        AppServicesConfig config = AppServicesConfig.componentOf(realm)
                .map(component -> AppServicesConfig.from(realm, component))
                .orElseThrow(() -> new IllegalStateException("Realm " + realm.getName() + " lost its user federation"));
        return provider == ProviderType.ANON_USER
                ? config.anonymousRefreshTokenLifetime()
                : config.refreshTokenLifetime();
    }
}
