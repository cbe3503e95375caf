package dev.appservices.keycloak;

import java.util.function.Supplier;

import org.keycloak.email.EmailException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.limit.Limited;
import dev.appservices.login.localuserpass.AddressProof;
import dev.appservices.login.localuserpass.TokenProblem;

/** What Keycloak's events tell of registrations, confirmations and resets. Pairs are in none of them. */
final class UserpassEvents {
    /** Detail: the id that a registration will have as a user. */
    static final String FUTURE_USER_ID = "user_id_at_first_login";

    private static final String USER_ID = "app_services_id";
    private static final String UNAVAILABLE = "service_unavailable";

    private UserpassEvents() {}

    /** Does it; when it fails, the event tells why. */
    static <T> T failing(EventBuilder event, Supplier<T> work) {
        try {
            return work.get();
        } catch (AppServicesException e) {
            fail(event, e);
            throw e;
        }
    }

    /**
     * Counts a request for a mail, whether the address is known or not.
     *
     * @throws AppServicesException with HTTP 429
     */
    static void admitMailRequest(EventBuilder event, UserpassRequest request) {
        failing(event, () -> {
            new ClientLimits(request.session()).take(Limited.MAIL_REQUEST);
            return true;
        });
    }

    static void fail(EventBuilder event, AppServicesException e) {
        String reason =
                e.getCause() instanceof EmailException mail ? String.valueOf(mail.getMessage()) : e.publicText();
        event.detail(Details.REASON, reason).error(error(e));
    }

    static void tell(EventBuilder event, AddressProof proof) {
        if (proof instanceof AddressProof.ForRegistration registration) {
            event.detail(FUTURE_USER_ID, registration.pending().userId().hex())
                    .detail(Details.EMAIL, registration.pending().email())
                    .success();
        } else if (proof instanceof AddressProof.Refused refused) {
            refused.userId().ifPresent(id -> event.detail(USER_ID, id));
            event.detail(Details.REASON, refused.problem().reason())
                    .error(refused.problem() == TokenProblem.EXPIRED ? Errors.EXPIRED_CODE : Errors.INVALID_CODE);
        }
    }

    private static String error(AppServicesException e) {
        if (e.status() >= 500) {
            return e.getCause() instanceof EmailException ? Errors.EMAIL_SEND_FAILED : UNAVAILABLE;
        }
        ErrorCode code = e.code().orElse(ErrorCode.BAD_REQUEST);
        return switch (code) {
            case USER_NOT_FOUND -> Errors.USER_NOT_FOUND;
            case ACCOUNT_NAME_IN_USE -> Errors.EMAIL_IN_USE;
            case TOO_MANY_REQUESTS -> ClientLimits.EVENT_ERROR;
            case USER_ALREADY_CONFIRMED -> Errors.EMAIL_ALREADY_VERIFIED;
            default -> Errors.INVALID_REQUEST;
        };
    }
}
