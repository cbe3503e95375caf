package dev.appservices.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.appservices.login.localuserpass.Passwords;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/** Hashing that costs nothing, and notes how often a real one would have worked. */
public final class FakePasswords implements Passwords {
    /** Cost that is current; what was hashed with another one is outdated. */
    public int iterations = 1;

    /** The one password that the policy refuses. */
    public static final String FORBIDDEN = "forbidden-password";

    /** What happens while a password is being hashed. */
    public Runnable beforeHash = () -> {};

    /** The name of each call that would have taken time, in order. */
    public final List<String> expensiveCalls = new CopyOnWriteArrayList<>();

    @Override
    public Password hash(String raw) {
        expensiveCalls.add("hash");
        beforeHash.run();
        return hashed(raw);
    }

    /** What a password looks like when it is stored now. */
    public Password hashed(String raw) {
        return new Password("fake", iterations, Map.of(), "hash of " + raw, "", TestUsers.CREATED);
    }

    @Override
    public boolean matches(UserId user, String raw, Password stored) {
        expensiveCalls.add("matches");
        return stored.hash().equals("hash of " + raw);
    }

    @Override
    public boolean isOutdated(Password stored) {
        return stored.iterations() != iterations;
    }

    @Override
    public void pretend(String raw) {
        expensiveCalls.add("pretend");
    }

    @Override
    public Optional<String> policyViolation(String email, String raw) {
        return raw.equals(FORBIDDEN) ? Optional.of("password breaks the policy: " + email) : Optional.empty();
    }

    @Override
    public Optional<String> policyViolation(User user, String raw) {
        return policyViolation(user.id().hex(), raw);
    }
}
