package dev.appservices.keycloak;

import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.AddressProof;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.LocalUserpassConfig.Confirmation;
import dev.appservices.login.localuserpass.PendingUser;

/** Confirms registrations and mails for it, and tells Keycloak's events. */
public final class ConfirmationService {
    private final UserpassRequest request;

    public ConfirmationService(UserpassRequest request) {
        this.request = request;
    }

    public ConfirmationService(ApiCall call) {
        this(UserpassRequest.of(call.session(), call.requestId()));
    }

    /** @throws AppServicesException when the pair is worth nothing */
    public void confirm(String token, String tokenId) {
        AddressProof proof = confirmed(token, tokenId);
        if (proof instanceof AddressProof.Refused refused) {
            throw refused.error();
        }
    }

    /** The same for whoever wants to know why it is refused. */
    AddressProof confirmed(String token, String tokenId) {
        EventBuilder event = request.event(EventType.VERIFY_EMAIL);
        config(event);
        AddressProof proof =
                UserpassEvents.failing(event, () -> request.confirmations().confirm(token, tokenId));
        UserpassEvents.tell(event, proof);
        return proof;
    }

    /** Mails a new pair, at once or, where answers are neutral, after the answer. */
    public void send(String email) {
        EventBuilder event = request.event(EventType.SEND_VERIFY_EMAIL).detail(Details.EMAIL, email);
        LocalUserpassConfig config = config(event);
        UserpassEvents.admitMailRequest(event, request);
        if (config.neutralAnswersEnabled()) {
            LaterWork.after(request, later -> new ConfirmationService(later).sendNow(email));
        } else {
            sendNow(email);
        }
    }

    private void sendNow(String email) {
        EventBuilder event = request.event(EventType.SEND_VERIFY_EMAIL).detail(Details.EMAIL, email);
        LocalUserpassConfig config = config(event);
        UserpassEvents.failing(event, () -> {
            PendingUser pending = request.confirmations().waiting(email);
            if (config.confirmation() != Confirmation.MAIL) {
                throw AppServicesException.withoutCode(
                        400, "cannot send confirmation email for " + email + ": " + otherMode(config));
            }
            request.confirmations().send(pending, new KeycloakMails(request, config));
            event.detail(UserpassEvents.FUTURE_USER_ID, pending.userId().hex());
            return pending;
        });
        event.success();
    }

    /** Runs the confirmation function again, which this version cannot do: always an error. */
    public void call(String email) {
        EventBuilder event = request.event(EventType.VERIFY_EMAIL).detail(Details.EMAIL, email);
        LocalUserpassConfig config = config(event);
        UserpassEvents.failing(event, () -> {
            if (config.confirmation() == Confirmation.FUNCTION && !config.neutralAnswersEnabled()) {
                request.confirmations().waiting(email);
            }
            throw config.confirmation() == Confirmation.FUNCTION
                    ? unconfirmed(email)
                    : AppServicesException.withoutCode(
                            400, "cannot run confirmation for " + email + ": " + otherMode(config));
        });
    }

    /** What a client is told when the confirmation function of an app does not let a registration be. */
    static AppServicesException unconfirmed(String email) {
        return new AppServicesException(ErrorCode.BAD_REQUEST, "failed to confirm user \"" + email + "\"");
    }

    private static String otherMode(LocalUserpassConfig config) {
        return switch (config.confirmation()) {
            case AUTOMATIC -> "automatic confirmation is enabled";
            case FUNCTION -> "a confirmation function is configured";
            case MAIL -> "no confirmation function is configured";
        };
    }

    private LocalUserpassConfig config(EventBuilder event) {
        return request.config().orElseThrow(() -> {
            event.error(Errors.NOT_ALLOWED);
            return LoginService.unsupported(ProviderType.LOCAL_USERPASS);
        });
    }
}
