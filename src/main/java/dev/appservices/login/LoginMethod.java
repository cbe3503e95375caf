package dev.appservices.login;

import dev.appservices.user.User;

/** How one provider decides a login; everything that can be tested without a server. */
public interface LoginMethod {
    LoginOutcome login(LoginRequest request, Attempts attempts);

    /** Protection against guessing, asked between finding a user and checking the credential. */
    interface Attempts {
        /** @return false while this user may not be tried */
        boolean mayTry(User user);
    }
}
