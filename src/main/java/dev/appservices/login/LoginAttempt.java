package dev.appservices.login;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.appservices.error.AppServicesException;
import dev.appservices.user.Identity;
import dev.appservices.user.User;

/**
 * One run of the login flow: what was asked, and what the provider's authenticator left for whoever runs the flow.
 * Belongs to one request.
 */
public final class LoginAttempt {
    private final LoginRequest request;

    @Nullable
    private AppServicesException refusal;

    private LoginOutcome.@Nullable LoggedIn loggedIn;

    public LoginAttempt(LoginRequest request) {
        this.request = request;
    }

    public LoginRequest request() {
        return request;
    }

    public void refused(AppServicesException why) {
        refusal = why;
    }

    public void loggedIn(LoginOutcome.LoggedIn outcome) {
        loggedIn = outcome;
    }

    public Optional<AppServicesException> refusal() {
        return Optional.ofNullable(refusal);
    }

    public Optional<User> user() {
        return Optional.ofNullable(loggedIn).map(LoginOutcome.LoggedIn::user);
    }

    public Optional<Identity> identity() {
        return Optional.ofNullable(loggedIn).map(LoginOutcome.LoggedIn::identity);
    }
}
