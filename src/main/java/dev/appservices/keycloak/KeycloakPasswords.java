package dev.appservices.keycloak;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;

import org.jspecify.annotations.Nullable;

import dev.appservices.login.localuserpass.Passwords;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/** Passwords by Keycloak's hashing providers and the realm's password policy. */
public final class KeycloakPasswords implements Passwords {
    private final KeycloakSession session;
    private final RealmModel realm;

    public KeycloakPasswords(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    @Override
    public Password hash(String raw) {
        PasswordCredentialModel model = encode(raw);
        model.setCreatedDate(KeycloakClock.INSTANCE.millis());
        Password password = PasswordModels.toPassword(model);
        PasswordModels.refusal(PasswordModels.toModel(password)).ifPresent(reason -> {
            throw new IllegalStateException("The realm's policy makes hashes that could not be checked: " + reason);
        });
        return password;
    }

    @Override
    public boolean matches(UserId user, String raw, Password stored) {
        PasswordCredentialModel model = PasswordModels.toModel(stored);
        String algorithm = model.getPasswordCredentialData().getAlgorithm();
        PasswordHashProvider hashing = session.getProvider(PasswordHashProvider.class, algorithm);
        if (hashing == null) {
            RefusedPasswords.warn(
                    user, PasswordModels.refusal(model).orElse("password.algorithm is not one that this server has"));
        }
        if (hashing == null || !isHashable(raw)) {
            pretend(raw);
            return false;
        }
        return PasswordModels.isImported(model)
                ? hashing.verify(raw, model)
                : PasswordGate.run(() -> hashing.verify(raw, model));
    }

    @Override
    public boolean isOutdated(Password stored) {
        PasswordCredentialModel model = PasswordModels.toModel(stored);
        return PasswordModels.isImported(model) || !current().policyCheck(realm.getPasswordPolicy(), model);
    }

    @Override
    public void pretend(String raw) {
        encode(isHashable(raw) ? raw : "none");
    }

    private PasswordCredentialModel encode(String raw) {
        return PasswordGate.run(
                () -> current().encodedCredential(raw, realm.getPasswordPolicy().getHashIterations()));
    }

    /** Not empty, no half of a character: Keycloak's providers throw at such a text, so it is nobody's password. */
    private static boolean isHashable(String raw) {
        return !raw.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(raw);
    }

    @Override
    public Optional<String> policyViolation(String email, String raw) {
        return sentence(policies().validate(email, raw));
    }

    @Override
    public Optional<String> policyViolation(User user, String raw) {
        return sentence(policies().validate(realm, Stores.model(session, realm, user), raw));
    }

    private PasswordPolicyManagerProvider policies() {
        return session.getProvider(PasswordPolicyManagerProvider.class);
    }

    private static Optional<String> sentence(@Nullable PolicyError error) {
        return Optional.ofNullable(error).map(violation -> "password breaks the policy: " + violation.getMessage());
    }

    private PasswordHashProvider current() {
        String named = realm.getPasswordPolicy().getHashAlgorithm();
        return named == null
                ? session.getProvider(PasswordHashProvider.class)
                : session.getProvider(PasswordHashProvider.class, named);
    }
}
