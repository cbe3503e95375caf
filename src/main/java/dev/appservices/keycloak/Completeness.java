package dev.appservices.keycloak;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/** Refuses users to whom a login has more to say than an SDK can show. */
record Completeness(RealmModel realm, EventBuilder event) {
    private static final Set<String> SECOND_FACTORS = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE);

    /**
     * SDKs can neither ask for a second factor nor show a required action. Only actions that were set on the user count:
     * those of the realm, such as an expired password or a default for new users, are for browsers.
     */
    void require(UserModel user, AuthenticationSessionModel authSession) {
        boolean bypass = AppServicesConfig.componentOf(realm)
                .map(component -> AppServicesConfig.from(realm, component).secondFactorBypassEnabled())
                .orElse(false);
        if (bypass) {
            return;
        }
        List<String> actions = Stream.concat(user.getRequiredActionsStream(), authSession.getRequiredActions().stream())
                .filter(action -> !RequiredAction.VERIFY_PROFILE.name().equals(action))
                .toList();
        if (!actions.isEmpty()) {
            event.user(user)
                    .detail(Details.REASON, "Required actions: " + String.join(", ", actions))
                    .error(Errors.RESOLVE_REQUIRED_ACTIONS);
            throw new AppServicesException(
                    ErrorCode.AUTH_ERROR, "the account has to be completed in a browser first: " + actions.get(0));
        }
        // A step of the flow may have asked for it, such as Keycloak's "OTP" in a conditional sub-flow.
        boolean asked =
                AuthenticatorUtil.getAuthnCredentials(authSession).stream().anyMatch(SECOND_FACTORS::contains);
        boolean hasOne = user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getType)
                .anyMatch(SECOND_FACTORS::contains);
        if (hasOne && !asked) {
            event.user(user)
                    .detail(Details.REASON, "The user has a second factor")
                    .error(Errors.NOT_ALLOWED);
            throw new AppServicesException(ErrorCode.AUTH_ERROR, "additional authentication is required");
        }
    }
}
