package dev.appservices.keycloak;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;

import dev.appservices.login.localuserpass.Passwords;
import dev.appservices.user.Password;

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
        PasswordCredentialModel model = PasswordGate.run(() -> {
            PasswordPolicy policy = realm.getPasswordPolicy();
            return current().encodedCredential(raw, policy.getHashIterations());
        });
        return toPassword(model);
    }

    /** A password credential of Keycloak's as we keep it; without a date it is of now. */
    public static Password toPassword(PasswordCredentialModel model) {
        Map<String, String> parameters = new LinkedHashMap<>();
        model.getPasswordCredentialData()
                .getAdditionalParameters()
                .forEach((name, values) -> parameters.put(name, String.join(",", values)));
        byte[] salt = model.getPasswordSecretData().getSalt();
        Long created = model.getCreatedDate();
        return new Password(
                model.getPasswordCredentialData().getAlgorithm(),
                model.getPasswordCredentialData().getHashIterations(),
                parameters,
                model.getPasswordSecretData().getValue(),
                salt == null ? "" : Base64.getEncoder().encodeToString(salt),
                created == null ? KeycloakClock.INSTANCE.instant() : Instant.ofEpochMilli(created),
                Optional.ofNullable(model.getUserLabel()));
    }

    @Override
    public boolean matches(String raw, Password stored) {
        PasswordHashProvider hashing = session.getProvider(PasswordHashProvider.class, stored.algorithm());
        if (hashing == null) {
            throw new IllegalStateException("No password hashing provider is called " + stored.algorithm());
        }
        return PasswordGate.run(() -> hashing.verify(raw, toModel(stored)));
    }

    @Override
    public boolean isOutdated(Password stored) {
        return !current().policyCheck(realm.getPasswordPolicy(), toModel(stored));
    }

    @Override
    public void pretend(String raw) {
        PasswordGate.run(
                () -> current().encodedCredential(raw, realm.getPasswordPolicy().getHashIterations()));
    }

    @Override
    public Optional<String> policyViolation(String email, String raw) {
        PolicyError error =
                session.getProvider(PasswordPolicyManagerProvider.class).validate(email, raw);
        return Optional.ofNullable(error).map(violation -> "password breaks the policy: " + violation.getMessage());
    }

    private PasswordHashProvider current() {
        String named = realm.getPasswordPolicy().getHashAlgorithm();
        return named == null
                ? session.getProvider(PasswordHashProvider.class)
                : session.getProvider(PasswordHashProvider.class, named);
    }

    /** A password of ours as Keycloak's providers take it. */
    public static PasswordCredentialModel toModel(Password stored) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        stored.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        PasswordCredentialModel model = PasswordCredentialModel.createFromValues(
                stored.algorithm(),
                Base64.getDecoder().decode(stored.salt()),
                stored.iterations(),
                parameters,
                stored.hash());
        model.setCreatedDate(stored.createdAt().toEpochMilli());
        model.setUserLabel(stored.label().orElse(null));
        return model;
    }
}
