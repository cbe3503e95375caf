package dev.appservices.login.customtoken;

import java.util.List;
import java.util.Optional;

import dev.appservices.user.Identity;

/**
 * What the rules say of a token, all of them in their order.
 *
 * @param identity who logs in; empty when any rule is broken
 */
public record CheckedToken(List<Result> results, Optional<Identity> identity) {
    public CheckedToken {
        results = List.copyOf(results);
    }

    /** Whether a rule is kept; one that cannot be looked at since an earlier one is broken is skipped. */
    public enum State {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * One rule.
     *
     * @param detail how it is broken, without anything out of the token but names
     */
    public record Result(TokenRule rule, State state, String detail) {}

    public Optional<Result> firstFailed() {
        return results.stream().filter(result -> result.state() == State.FAILED).findFirst();
    }

    @Override
    public String toString() {
        return "CheckedToken" + firstFailed().map(Result::toString).orElse("[accepted]");
    }
}
