package dev.appservices.login;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/**
 * How a client with a valid access token is told that a credential was not linked.
 *
 * <p>realm-web takes HTTP 401 with the code {@code InvalidSession}, or with the text {@code unauthorized} and any code,
 * for an expired token: it refreshes and asks again without end. Clients on realm-core do not refresh here, and get what
 * the service sent.
 */
public final class LinkRefusals {
    private static final String CORE_VERSION = "coreVersion";
    private static final String UNAUTHORIZED = "unauthorized";

    private LinkRefusals() {}

    public static AppServicesException safe(AppServicesException refusal, Device device) {
        boolean asksAgain = refusal.status() == 401
                && (refusal.code().filter(ErrorCode.INVALID_SESSION::equals).isPresent()
                        || refusal.publicText().equals(UNAUTHORIZED));
        boolean core = device.details().containsKey(CORE_VERSION);
        return asksAgain && !core ? refusal.withStatus(400) : refusal;
    }
}
