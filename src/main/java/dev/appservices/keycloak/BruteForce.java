package dev.appservices.keycloak;

import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

import dev.appservices.login.LoginMethod;
import dev.appservices.user.User;

/**
 * Keycloak's brute-force protection, asked between finding a user and checking the credential.
 *
 * <p>Keycloak tests one password of a user at a time and refuses the others meanwhile, right ones included; an app that
 * starts on two devices meets this. So an attempt waits for the one before it, for a short time, and only as many
 * attempts wait at once as leave the server's worker threads to others.
 */
public final class BruteForce implements LoginMethod.Attempts {
    private static final Semaphore WAITING = new Semaphore(16);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final AuthenticationFlowContext context;

    public BruteForce(AuthenticationFlowContext context) {
        this.context = context;
    }

    /** Counts a wrong credential against a user, or against the registration that will be this user. */
    public static void countFailure(AuthenticationFlowContext context, UserModel user) {
        if (context.getRealm().isBruteForceProtected()) {
            context.getProtector()
                    .failedLogin(
                            context.getRealm(),
                            user,
                            context.getConnection(),
                            context.getSession().getContext().getUri(),
                            Set.of(PasswordCredentialModel.TYPE));
        }
    }

    @Override
    public boolean mayTry(User user) {
        UserModel model = Stores.model(context.getSession(), context.getRealm(), user);
        if (!isRefused(model)) {
            return true;
        }
        if (isLocked(model) || !WAITING.tryAcquire()) {
            return false;
        }
        try {
            return waitForTurn(model);
        } finally {
            WAITING.release();
        }
    }

    /** The protector gives no signal when an attempt has ended: it is asked again in small steps. */
    private boolean waitForTurn(UserModel model) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(STEP_NANOS);
            if (!isRefused(model)) {
                return true;
            }
            if (isLocked(model)) {
                return false;
            }
        }
        return false;
    }

    private boolean isRefused(UserModel model) {
        return AuthenticatorUtils.getDisabledByBruteForceEventError(context, model) != null;
    }

    private boolean isLocked(UserModel model) {
        KeycloakSession session = context.getSession();
        RealmModel realm = context.getRealm();
        UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, model.getId());
        return failures != null
                && failures.getFailedLoginNotBefore()
                        > KeycloakClock.INSTANCE.instant().getEpochSecond();
    }
}
