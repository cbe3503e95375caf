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

    @Nullable
    private final User linkTarget;

    private LinkOutcome.@Nullable Proven proven;

    public LoginAttempt(LoginRequest request) {
        this.request = request;
        this.linkTarget = null;
    }

    private LoginAttempt(LoginRequest request, User linkTarget) {
        this.request = request;
        this.linkTarget = linkTarget;
    }

    /** One that logs nobody in: the credential is to be linked to a user who is logged in. */
    public static LoginAttempt toLink(LoginRequest request, User user) {
        return new LoginAttempt(request, user);
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

    public void proven(LinkOutcome.Proven outcome) {
        proven = outcome;
    }

    /** Who wants to log in with the credential too; empty for a login. */
    public Optional<User> linkTarget() {
        return Optional.ofNullable(linkTarget);
    }

    public Optional<LinkOutcome.Proven> proven() {
        return Optional.ofNullable(proven);
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
