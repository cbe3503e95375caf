package dev.appservices.login.localuserpass;

import java.util.Optional;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.User;

/** What came of a pair that somebody brought. */
public sealed interface AddressProof {
    /** The pair did its work for a registration. */
    record ForRegistration(PendingUser pending) implements AddressProof {}

    /** The pair did its work for a user. */
    record ForUser(User user) implements AddressProof {}

    /**
     * Nothing was done.
     *
     * @param userId of the user or the user to be that the pair leads to, where there is one
     */
    record Refused(TokenProblem problem, Optional<String> userId) implements AddressProof {
        /** What clients are told: no more than whether a mail could have had such a pair. */
        public AppServicesException error() {
            return problem == TokenProblem.MALFORMED
                    ? new AppServicesException(ErrorCode.BAD_REQUEST, "invalid token data")
                    : new AppServicesException(
                            ErrorCode.USERPASS_TOKEN_INVALID, "userpass token is expired or invalid");
        }

        static Refused because(TokenProblem problem) {
            return new Refused(problem, Optional.empty());
        }
    }
}
