package dev.appservices.keycloak;

import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.login.localuserpass.AddressProof;
import dev.appservices.login.localuserpass.ForgottenPasswords;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.LocalUserpassConfig.Reset;
import dev.appservices.user.User;

/** Mails for forgotten passwords, sets new ones, and tells Keycloak's events. */
public final class PasswordResetService {
    private final UserpassRequest request;

    public PasswordResetService(UserpassRequest request) {
        this.request = request;
    }

    public PasswordResetService(ApiCall call) {
        this(UserpassRequest.of(call.session(), call.requestId()));
    }

    /** @throws AppServicesException when the pair is worth nothing, or the password is refused */
    public void reset(String token, String tokenId, String password) {
        AddressProof proof = proofOf(token, tokenId, password);
        if (proof instanceof AddressProof.Refused refused) {
            throw refused.error();
        }
    }

    /** The same for whoever wants to know why the pair is refused. */
    AddressProof proofOf(String token, String tokenId, String password) {
        EventBuilder event = request.event(EventType.RESET_PASSWORD);
        config(event);
        AddressProof proof =
                UserpassEvents.failing(event, () -> request.forgottenPasswords().reset(token, tokenId, password));
        if (proof instanceof AddressProof.ForUser changed) {
            UserModel model = endSessions(changed.user());
            event.user(model).success();
        } else {
            UserpassEvents.tell(event, proof);
        }
        return proof;
    }

    /** Whoever has got in with the old password is out; tokens are void by the user's not-before time anyway. */
    private UserModel endSessions(User user) {
        KeycloakSession session = request.session();
        RealmModel realm = request.realm();
        UserModel model = Stores.model(session, realm, user);
        session.sessions()
                .getUserSessionsStream(realm, model)
                .toList()
                .forEach(userSession -> AuthenticationManager.backchannelLogout(session, userSession, true));
        Stores.evict(session, realm, user);
        return model;
    }

    /** Mails a pair, at once or, where answers are neutral, after the answer. */
    public void send(String email) {
        EventBuilder event = request.event(EventType.SEND_RESET_PASSWORD).detail(Details.EMAIL, email);
        LocalUserpassConfig config = config(event);
        if (config.reset() == Reset.FUNCTION) {
            UserpassEvents.failing(event, () -> {
                throw AppServicesException.withoutCode(
                        400, "cannot send reset password email for " + email + ": a reset function is configured");
            });
        }
        UserpassEvents.admitMailRequest(event, request);
        if (config.neutralAnswersEnabled()) {
            LaterWork.after(request, later -> new PasswordResetService(later).sendNow(email, event(later, email)));
        } else {
            sendNow(email, event);
        }
    }

    private static EventBuilder event(UserpassRequest later, String email) {
        return later.event(EventType.SEND_RESET_PASSWORD).detail(Details.EMAIL, email);
    }

    private void sendNow(String email, EventBuilder event) {
        LocalUserpassConfig config = config(event);
        ForgottenPasswords passwords = request.forgottenPasswords();
        UserpassEvents.failing(event, () -> {
            ForgottenPasswords.Account account = passwords.account(email);
            event.user(Stores.model(request.session(), request.realm(), account.asUser()));
            passwords.send(account, new KeycloakMails(request, config));
            return account;
        });
        event.success();
    }

    /** Runs the reset function, which this version cannot do: always an error. */
    public void call(String email) {
        EventBuilder event = request.event(EventType.RESET_PASSWORD).detail(Details.EMAIL, email);
        LocalUserpassConfig config = config(event);
        UserpassEvents.failing(event, () -> {
            if (config.reset() == Reset.MAIL) {
                throw AppServicesException.withoutCode(
                        400, "cannot run reset function for " + email + ": no reset function is configured");
            }
            if (!config.neutralAnswersEnabled()) {
                request.forgottenPasswords().account(email);
            }
            throw AppServicesException.withoutCode(400, "failed to reset password for user \"" + email + "\"");
        });
    }

    private LocalUserpassConfig config(EventBuilder event) {
        return request.config().orElseThrow(() -> {
            event.error(Errors.NOT_ALLOWED);
            return LoginService.unsupported(ProviderType.LOCAL_USERPASS);
        });
    }
}
