package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.util.DefaultClientSessionContext;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.http.BearerToken;
import dev.appservices.login.LinkOutcome.Proven;
import dev.appservices.login.LinkRefusals;
import dev.appservices.login.LoginAttempt;
import dev.appservices.login.LoginRequest;
import dev.appservices.login.ProviderAuthenticator;
import dev.appservices.user.Linking;
import dev.appservices.user.Linking.Linked;
import dev.appservices.user.LinkingDecision;
import dev.appservices.user.LinkingDecision.Refuse;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/**
 * Links a credential to the user of an access token: the app's flow says whether the credential is right, as for a login,
 * and {@link LinkingDecision} whether it may be linked.
 */
public final class LinkService {
    private static final String IDENTITY_ID = "identity_id";

    private final ApiCall call;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final LoginService flow;
    private final EventBuilder event;

    public LinkService(ApiCall call) {
        this.call = call;
        this.session = call.session();
        this.realm = session.getContext().getRealm();
        this.flow = new LoginService(call, EventType.FEDERATED_IDENTITY_LINK);
        this.event = flow.event();
    }

    /**
     * Links, and makes a new access token of the same session.
     *
     * @throws AppServicesException as the token, the provider or the decision says; to a valid token in no form that
     *     sends an SDK into asking again and again
     */
    public LinkReply link(LoginRequest request) {
        SdkSessions sessions = new SdkSessions(call);
        AuthResult caller =
                sessions.verifyAccess(BearerToken.of(call.authorization()).value());
        if (!caller.client().getClientId().equals(call.app().id().value())) {
            throw new AppServicesException(ErrorCode.INVALID_SESSION, SdkSessions.UNKNOWN_ACCESS_TOKEN);
        }
        User user = sessions.userOf(caller.user());
        event.user(caller.user()).session(caller.session());
        User now = linked(user, request);
        UserModel model = Stores.changed(session, realm, now);
        event.success();
        return new LinkReply(accessToken(caller, model), now.id().hex(), deviceId(caller.session(), request));
    }

    /** Whatever refuses is in the event, also where the flow has not told it. */
    private User linked(User user, LoginRequest request) {
        try {
            Proven proven = proven(request, user);
            event.detail(IDENTITY_ID, proven.identity().id());
            return link(user, proven, request);
        } catch (AppServicesException e) {
            if (e.status() < 500 && event.getEvent().getError() == null) {
                event.detail(Details.REASON, e.publicText()).error(Errors.INVALID_REQUEST);
            }
            throw e;
        }
    }

    private Proven proven(LoginRequest request, User user) {
        LoginAttempt attempt = LoginAttempt.toLink(request, user);
        try {
            flow.runOnly(attempt);
        } catch (AppServicesException e) {
            throw LinkRefusals.safe(e, request.device());
        }
        return attempt.proven()
                .orElseThrow(() -> new IllegalStateException("The flow succeeded without an App Services provider"));
    }

    private User link(User user, Proven proven, LoginRequest request) {
        Stores stores = Stores.of(session, realm);
        Linking linking = new Linking(
                stores.users(),
                registration ->
                        stores.pendingUsers().delete(registration.identity().id()));
        Linking.Result result = linking.link(user, proven.identity(), proven.owner(), proven.registration());
        if (result instanceof Linked linked) {
            return linked.user();
        }
        throw LinkRefusals.safe(refused(((Linking.Refused) result).why()), request.device());
    }

    /** A refusal is the regular end of the request, as those of a login are. */
    private AppServicesException refused(Refuse why) {
        why.owner().map(UserId::hex).ifPresent(id -> event.detail(ProviderAuthenticator.CREDENTIAL_OWNER, id));
        event.error(eventError(why.reason()));
        return why.reason().error().asDecision();
    }

    private static String eventError(LinkingDecision.Reason reason) {
        return switch (reason) {
            case OF_ANOTHER_USER -> Errors.FEDERATED_IDENTITY_EXISTS;
            case DISABLED -> Errors.USER_DISABLED;
            case NOT_CONFIRMED -> ProviderAuthenticator.NOT_CONFIRMED;
            case UNKNOWN_REGISTRATION -> Errors.USER_NOT_FOUND;
            case NOT_LINKABLE, SERVER_USER, SECOND_PASSWORD -> Errors.NOT_ALLOWED;
        };
    }

    /** The session is read again, or the token would be made of the user as he was before. */
    private String accessToken(AuthResult caller, UserModel model) {
        UserSessionModel userSession =
                session.sessions().getUserSession(realm, caller.session().getId());
        AuthenticatedClientSessionModel clientSession = userSession == null
                ? null
                : userSession.getAuthenticatedClientSessionByClient(
                        caller.client().getId());
        if (clientSession == null) { // Ended while the credential was checked.
            throw new AppServicesException(ErrorCode.INVALID_SESSION, SdkSessions.UNKNOWN_ACCESS_TOKEN);
        }
        AccessToken token = new TokenManager()
                .createClientAccessToken(
                        session,
                        realm,
                        caller.client(),
                        model,
                        userSession,
                        DefaultClientSessionContext.fromClientSessionAndScopeParameter(
                                clientSession, caller.token().getScope(), session),
                        false);
        token.issuer(SdkSessions.issuer(session, realm));
        return session.tokens().encode(token);
    }

    private static String deviceId(UserSessionModel userSession, LoginRequest request) {
        return Optional.ofNullable(userSession.getNote(SessionNotes.DEVICE_ID)).orElse(request.deviceId());
    }
}
