package dev.appservices.user;

import java.util.Optional;

import dev.appservices.app.ObjectIds;

/** The id of a user: 24 lower-case hex digits, the {@code sub} of tokens, stable for life and never used again. */
public record UserId(String hex) {
    public UserId {
        if (!ObjectIds.isValid(hex)) {
            throw new IllegalArgumentException("A user id has 24 lower-case hex digits");
        }
    }

    public static UserId random() {
        return new UserId(ObjectIds.random());
    }

    public static Optional<UserId> parse(String text) {
        return ObjectIds.isValid(text) ? Optional.of(new UserId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return hex;
    }
}
