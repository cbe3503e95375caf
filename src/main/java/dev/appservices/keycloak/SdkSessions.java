package dev.appservices.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.keycloak.OAuthErrorException;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.util.TokenUtil;

import dev.appservices.app.App;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory.Written;

/**
 * Access tokens checked, refresh tokens turned into access tokens, sessions ended.
 *
 * <p>A refresh writes nothing but the time, once a day: the access token is made from the verified refresh token and the
 * session it belongs to. Refresh tokens are not rotated, since SDKs read only {@code access_token} from the answer and
 * refresh in parallel.
 */
public final class SdkSessions {
    private static final Duration TOUCH_AFTER = Duration.ofDays(1);
    public static final String UNKNOWN_ACCESS_TOKEN = "invalid session";
    public static final String UNKNOWN_REFRESH_TOKEN = "invalid session: failed to find refresh token";

    private final ApiCall call;
    private final KeycloakSession session;
    private final RealmModel realm;

    /** A caller with a valid access token. */
    public record Caller(User user, App app) {}

    public SdkSessions(ApiCall call) {
        this.call = call;
        this.session = call.session();
        this.realm = session.getContext().getRealm();
    }

    /**
     * The user of an access token. Ended sessions and disabled or deleted users are refused at once, not when the token
     * expires.
     */
    public Caller authenticate(String accessToken) {
        AuthResult result = verifyAccess(accessToken);
        return new Caller(userOf(result.user()), Apps.of(realm, result.client()));
    }

    AuthResult verifyAccess(String accessToken) {
        AuthResult result = namesAlgorithm(accessToken)
                ? new AppAuthManager.BearerTokenAuthenticator(session)
                        .setTokenString(accessToken)
                        .authenticate()
                : null;
        if (result == null || !Apps.isServed(result.client())) {
            throw new AppServicesException(
                    ErrorCode.INVALID_SESSION,
                    isExpired(accessToken) ? "invalid session: access token expired" : UNKNOWN_ACCESS_TOKEN);
        }
        if (!ApiKeySessions.isUsable(result.session(), userOf(result.user()))) {
            throw new AppServicesException(ErrorCode.INVALID_SESSION, UNKNOWN_ACCESS_TOKEN);
        }
        return result;
    }

    /** A new access token. */
    public String refresh(String refreshToken) {
        Verified verified = verify(refreshToken);
        UserSessionModel userSession = verified.validation.userSession;
        if (!TokenManager.validateUserNotBefore(session, realm, verified.token, verified.validation.user)) {
            throw gone();
        }
        touch(verified);
        touch(verified.validation.user);
        new RefreshTokenUse(call).note(verified.client, verified.validation);
        TokenManager tokens = new TokenManager();
        AccessToken accessToken = tokens.createClientAccessToken(
                session,
                realm,
                verified.client,
                verified.validation.user,
                userSession,
                verified.validation.clientSessionCtx,
                false);
        accessToken.issuer(issuer(session, realm));
        return session.tokens().encode(accessToken);
    }

    /** The user of a refresh token, for the routes that take one instead of an access token. */
    public User authenticateRefreshToken(String refreshToken) {
        Verified verified = verify(refreshToken);
        if (!TokenManager.validateUserNotBefore(session, realm, verified.token, verified.validation.user)) {
            throw gone();
        }
        return userOf(verified.validation.user);
    }

    /** Of today: a session has that of its login, whose tokens nobody takes after a move to another host name. */
    static String issuer(KeycloakSession session, RealmModel realm) {
        return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
    }

    /** Ends the session of a refresh token, and no other one. */
    public void logout(String refreshToken) {
        Verified verified = verify(refreshToken);
        UserSessionModel userSession = verified.validation.userSession;
        EventBuilder event = Events.of(session, EventType.LOGOUT, call.requestId())
                .client(verified.client)
                .user(verified.validation.user)
                .session(userSession);
        AuthenticationManager.backchannelLogout(
                session,
                realm,
                userSession,
                session.getContext().getUri(),
                session.getContext().getConnection(),
                session.getContext().getHttpRequest().getHttpHeaders(),
                true);
        event.success();
    }

    private record Verified(RefreshToken token, ClientModel client, TokenValidation validation) {}

    /**
     * Checks a refresh token as Keycloak does but for the issuer, which names the host that the client used: signed with
     * a key of this realm it is ours, and a move to another host name must not log everybody out.
     */
    private Verified verify(String refreshToken) {
        if (!namesAlgorithm(refreshToken)) {
            throw gone();
        }
        try {
            RefreshToken token = new TokenManager().toRefreshToken(session, refreshToken);
            ClientModel client = realm.getClientByClientId(String.valueOf(token.getIssuedFor()));
            boolean usable = TokenUtil.TOKEN_TYPE_REFRESH.equals(token.getType())
                    && token.isActive()
                    && client != null
                    && Apps.isServed(client)
                    && token.getIat() >= Math.max(realm.getNotBefore(), client.getNotBefore());
            if (!usable) {
                throw gone();
            }
            session.getContext().setClient(client);
            TokenValidation validation = new TokenManager()
                    .validateToken(
                            session,
                            session.getContext().getUri(),
                            session.getContext().getConnection(),
                            realm,
                            token,
                            session.getContext().getHttpRequest().getHttpHeaders(),
                            token.getScope());
            if (!ApiKeySessions.isUsable(validation.userSession, userOf(validation.user))) {
                throw gone();
            }
            session.setAttribute(SessionNotes.PROVIDER, validation.userSession.getNote(SessionNotes.PROVIDER));
            return new Verified(token, client, validation);
        } catch (JWSInputException e) {
            throw gone();
        } catch (OAuthErrorException e) {
            throw "User disabled".equals(e.getDescription())
                    ? new AppServicesException(ErrorCode.INVALID_SESSION, "invalid session: user disabled", e)
                    : new AppServicesException(ErrorCode.INVALID_SESSION, UNKNOWN_REFRESH_TOKEN, e);
        }
    }

    @SuppressWarnings("removal") // Keycloak 26.7 names no other way to keep a client session from idling out.
    private static void touch(Verified verified) {
        long now = KeycloakClock.INSTANCE.instant().getEpochSecond();
        UserSessionModel userSession = verified.validation.userSession;
        if (now - userSession.getLastSessionRefresh() > TOUCH_AFTER.toSeconds()) {
            AuthenticatedClientSessionModel clientSession = verified.validation.clientSessionCtx.getClientSession();
            clientSession.setTimestamp(Math.toIntExact(now));
            userSession.setLastSessionRefresh(Math.toIntExact(now));
        }
    }

    /** The use of a session counts as a login of its user, or users who never log in again would seem to be gone. */
    private void touch(UserModel model) {
        Instant now = KeycloakClock.INSTANCE.instant();
        Optional<User> stale = Stores.userOf(session, realm, model)
                .filter(user -> user.lastAuthenticatedAt()
                        .filter(now.minus(TOUCH_AFTER)::isBefore)
                        .isEmpty());
        if (stale.isEmpty()) {
            return;
        }
        UserChange change = new UserChange.SetLastAuthenticatedAt(now);
        if (Stores.of(session, realm).users().update(stale.get(), List.of(change)) == Written.GONE) {
            throw gone();
        }
        Stores.evict(session, realm, stale.get());
    }

    User userOf(UserModel model) {
        return Stores.userOf(session, realm, model)
                .orElseThrow(() ->
                        new AppServicesException(ErrorCode.INVALID_SESSION, "invalid session: not a user of an app"));
    }

    /** Keycloak fails at a token without, instead of refusing it. */
    private static boolean namesAlgorithm(String token) {
        try {
            return new JWSInput(token).getHeader().getAlgorithm() != null;
        } catch (JWSInputException e) {
            return false;
        }
    }

    /** Only to tell the client why; the token may be anything. */
    private static boolean isExpired(String token) {
        try {
            Long expiry =
                    new JWSInput(token).readJsonContent(JsonWebToken.class).getExp();
            return Optional.ofNullable(expiry)
                    .filter(seconds -> Instant.ofEpochSecond(seconds).isBefore(KeycloakClock.INSTANCE.instant()))
                    .isPresent();
        } catch (JWSInputException e) {
            return false;
        }
    }

    private static AppServicesException gone() {
        return new AppServicesException(ErrorCode.INVALID_SESSION, UNKNOWN_REFRESH_TOKEN);
    }
}
