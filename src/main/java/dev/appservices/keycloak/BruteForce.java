package dev.appservices.keycloak;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.LoginMethod.Turn;
import dev.appservices.user.User;

/**
 * Keycloak's brute-force protection, asked between finding a user and checking the credential.
 *
 * <p>Keycloak tries one credential of a user at a time and refuses the others meanwhile, right ones included. Logins of
 * one address mostly stand in a line before they get here (see {@code login.LoginQueue}); what meets here all the same,
 * such as a login with a browser, waits for a short time. Each that waits holds one of the server's worker threads, of
 * which there are about 50: so only few do.
 *
 * <p>Keycloak looks for attempts on the same node only, while it counts failures for all nodes together: with n nodes up
 * to n credentials of a user are tried at a time, so that a lock may come n - 1 attempts later.
 */
public final class BruteForce implements LoginMethod.Attempts {
    private static final Waiters WAITERS = new Waiters(2, 8);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final String TOO_MANY = "too_many_concurrent_logins";

    private final AuthenticationFlowContext context;
    private boolean hasTurn;

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
    public Turn turn(User user) {
        UserModel model = Stores.model(context.getSession(), context.getRealm(), user);
        if (!isRefused(model)) {
            return mineAfterReading();
        }
        if (isLocked(model)) {
            return Turn.LOCKED;
        }
        if (!WAITERS.enter(model.getId())) {
            throw busy(model);
        }
        try {
            return waitForTurn(model);
        } finally {
            WAITERS.leave(model.getId());
        }
    }

    /** A permanent lock is kept with the user: it may have come between reading him and getting the turn. */
    private Turn mineAfterReading() {
        boolean mayBeLocked = !hasTurn && context.getRealm().isPermanentLockout();
        hasTurn = true;
        return mayBeLocked ? Turn.MINE_AFTER_OTHERS : Turn.MINE;
    }

    /** The protector gives no signal when an attempt has ended: it is asked again in small steps. */
    private Turn waitForTurn(UserModel model) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(STEP_NANOS);
            if (!isRefused(model)) {
                hasTurn = true;
                return Turn.MINE_AFTER_OTHERS;
            }
            if (isLocked(model)) {
                return Turn.LOCKED;
            }
        }
        throw busy(model);
    }

    private AppServicesException busy(UserModel model) {
        context.getEvent().user(model).error(TOO_MANY);
        return AppServicesException.busy("too many logins of this user at once: try again");
    }

    private boolean isRefused(UserModel model) {
        return AuthenticatorUtils.getDisabledByBruteForceEventError(context, model) != null || isLockedForGood(model);
    }

    /**
     * Where failures lock for good at once, Keycloak sees that by the user's being disabled, which was perhaps done after
     * this user was read: the failures themselves tell it too.
     */
    private boolean isLockedForGood(UserModel model) {
        RealmModel realm = context.getRealm();
        if (!realm.isBruteForceProtected() || !realm.isPermanentLockout() || realm.getMaxTemporaryLockouts() != 0) {
            return false;
        }
        UserLoginFailureModel failures = context.getSession().loginFailures().getUserLoginFailure(realm, model.getId());
        return failures != null && failures.getNumFailures() >= realm.getFailureFactor();
    }

    /** Asked outside of any authentication, the protector does not look for other attempts: only the lock is left. */
    private boolean isLocked(UserModel model) {
        KeycloakContext keycloak = context.getSession().getContext();
        AuthenticationSessionModel current = keycloak.getAuthenticationSession();
        keycloak.setAuthenticationSession(null);
        try {
            return isRefused(model);
        } finally {
            keycloak.setAuthenticationSession(current);
        }
    }
}
