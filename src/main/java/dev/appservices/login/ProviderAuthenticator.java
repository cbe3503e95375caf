package dev.appservices.login;

import java.util.Optional;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.keycloak.BruteForce;
import dev.appservices.keycloak.ClientLimits;
import dev.appservices.keycloak.FlowReplies;
import dev.appservices.keycloak.LoginFlow;
import dev.appservices.keycloak.SessionNotes;
import dev.appservices.keycloak.Stores;
import dev.appservices.limit.Limited;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.user.User;

/** One provider as a step of the login flow. It answers for its own name alone and leaves every other to its neighbors. */
public abstract class ProviderAuthenticator implements Authenticator {
    /** Detail of events about linking: whose credential was tried, where that is not the event's own user. */
    public static final String CREDENTIAL_OWNER = "credential_owner";

    /** Error of events: the registration waits for its confirmation. */
    public static final String NOT_CONFIRMED = "email_not_confirmed";

    private static final String CREDENTIAL_DISABLED = "credential_disabled";

    private final ProviderType type;

    @Nullable
    private final String credentialType;

    /** A provider without a credential that somebody could guess. */
    protected ProviderAuthenticator(ProviderType type) {
        this.type = type;
        this.credentialType = null;
    }

    /** @param credentialType Keycloak's name; only with it a right login makes Keycloak forget the wrong ones before it */
    protected ProviderAuthenticator(ProviderType type, String credentialType) {
        this.type = type;
        this.credentialType = credentialType;
    }

    protected abstract LoginMethod method(AuthenticationFlowContext context);

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<LoginAttempt> attempt = LoginFlow.attempt(context);
        if (attempt.isEmpty() || attempt.get().request().provider() != type) {
            context.attempted();
            return;
        }
        try {
            ClientLimits limits = new ClientLimits(context.getSession());
            Optional<User> linkTarget = attempt.get().linkTarget();
            if (linkTarget.isPresent()) {
                limits.requireFewFailedLogins();
                link(context, attempt.get(), linkTarget.get());
                return;
            }
            requireRoom(limits);
            LoginOutcome outcome = method(context).login(attempt.get().request(), new BruteForce(context));
            if (outcome instanceof LoggedIn loggedIn) {
                succeed(context, attempt.get(), loggedIn);
            } else if (outcome instanceof Refused refused) {
                refuse(context, attempt.get(), refused);
            }
        } catch (AppServicesException e) {
            if (e.code().filter(ErrorCode.TOO_MANY_REQUESTS::equals).isPresent()) {
                context.getEvent().error(ClientLimits.EVENT_ERROR);
            }
            attempt.get().refused(e);
            FlowReplies.fail(context, e);
        }
    }

    /** Later steps of the flow see the user who is logged in, whosever the credential is. */
    private void link(AuthenticationFlowContext context, LoginAttempt attempt, User target) {
        LinkOutcome outcome = method(context).prove(attempt.request(), new BruteForce(context));
        if (outcome instanceof LinkOutcome.Proven proven) {
            attempt.proven(proven);
            context.setUser(Stores.model(context.getSession(), context.getRealm(), target));
            context.success();
        } else if (outcome instanceof Refused refused) {
            refused.user()
                    .ifPresent(owner -> context.getEvent()
                            .detail(CREDENTIAL_OWNER, owner.id().hex()));
            refuse(context, attempt, refused);
        }
    }

    /** A session for nothing is what anonymous logins can be abused for, and everything else for guessing. */
    private void requireRoom(ClientLimits limits) {
        if (type == ProviderType.ANON_USER) {
            limits.take(Limited.ANONYMOUS_LOGIN);
        } else {
            limits.requireFewFailedLogins();
        }
    }

    private void succeed(AuthenticationFlowContext context, LoginAttempt attempt, LoggedIn outcome) {
        attempt.loggedIn(outcome);
        if (!outcome.created()) {
            Stores.evict(context.getSession(), context.getRealm(), outcome.user()); // Its last login is new.
        }
        context.getAuthenticationSession().setUserSessionNote(SessionNotes.PROVIDER, type.wireName());
        context.getAuthenticationSession()
                .setUserSessionNote(SessionNotes.IDENTITY_ID, outcome.identity().id());
        UserModel user = Stores.model(context.getSession(), context.getRealm(), outcome.user());
        if (outcome.created()) {
            context.getRealm().getDefaultGroupsStream().forEach(user::joinGroup);
        }
        context.setUser(user);
        if (credentialType == null) {
            context.success();
        } else {
            context.success(credentialType);
        }
    }

    private void refuse(AuthenticationFlowContext context, LoginAttempt attempt, Refused refused) {
        Optional<UserModel> model =
                refused.user().map(user -> Stores.model(context.getSession(), context.getRealm(), user));
        if (attempt.linkTarget().isEmpty()) {
            model.ifPresent(context.getEvent()::user);
        }
        refused.detail().ifPresent(detail -> context.getEvent().detail(Details.REASON, detail));
        context.getEvent().error(eventError(refused.reason()));
        AppServicesException error = new AppServicesException(refused.code(), refused.publicText());
        attempt.refused(error);
        if (refused.reason() == Reason.WRONG_CREDENTIAL || refused.reason() == Reason.UNKNOWN_USER) {
            new ClientLimits(context.getSession()).loginFailed();
        }
        if (refused.reason() == Reason.WRONG_CREDENTIAL) {
            model.ifPresent(user -> BruteForce.countFailure(context, user));
        }
        FlowReplies.fail(context, error);
    }

    private static String eventError(Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER -> Errors.USER_NOT_FOUND;
            case WRONG_CREDENTIAL -> Errors.INVALID_USER_CREDENTIALS;
            case CREDENTIAL_DISABLED -> CREDENTIAL_DISABLED;
            case NOT_CONFIRMED -> NOT_CONFIRMED;
            case DISABLED -> Errors.USER_DISABLED;
            case LOCKED -> Errors.USER_TEMPORARILY_DISABLED;
        };
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        throw new IllegalStateException("An App Services login has one step only");
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
