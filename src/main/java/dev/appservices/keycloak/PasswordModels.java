package dev.appservices.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.models.credential.dto.PasswordSecretData;
import org.keycloak.util.JsonSerialization;

import org.jspecify.annotations.Nullable;

import dev.appservices.user.Password;
import dev.appservices.user.hash.HashForm;

/**
 * Passwords of documents as Keycloak's credentials, whose algorithm is the id of the provider that checks them. The
 * algorithms that {@link ImportedHashProvider} checks have ids of our own, so that another extension may have a
 * {@code bcrypt} too. There and back, a password stays what it was; only Base64 is respelled as Keycloak does.
 */
public final class PasswordModels {
    /** Algorithm of passwords that are malformed or over a cap. No provider has this id, so none checks them. */
    public static final String REFUSED = HashForm.OWN_PREFIX + "refused";

    /** Parameters of a refused password: why it is, and what its algorithm and salt are. */
    private static final String REFUSAL = HashForm.OWN_PREFIX + "refusal";

    private static final String ALGORITHM = HashForm.OWN_PREFIX + "algorithm";
    private static final String SALT = HashForm.OWN_PREFIX + "salt";

    private static final Map<String, String> ALGORITHMS = Map.of(
            BcryptHashProviderFactory.PROVIDER_ID, "bcrypt",
            ScryptHashProviderFactory.PROVIDER_ID, "scrypt",
            Argon2PhcHashProviderFactory.PROVIDER_ID, "argon2");

    private PasswordModels() {}

    public static PasswordCredentialModel toModel(Password password) {
        HashForm form = HashForm.of(password);
        PasswordCredentialModel model;
        if (form instanceof HashForm.Imported imported) {
            model = model(HashForm.OWN_PREFIX + imported.hash().kind(), imported.password());
        } else if (form instanceof HashForm.Provided provided) {
            model = model(provided.password().algorithm(), provided.password());
        } else {
            model = refused(password, (HashForm.Refused) form);
        }
        if (!password.createdAt().equals(Instant.EPOCH)) {
            model.setCreatedDate(password.createdAt().toEpochMilli());
        }
        model.setUserLabel(password.label().orElse(null));
        return model;
    }

    public static Password toPassword(PasswordCredentialModel model) {
        PasswordCredentialData data = model.getPasswordCredentialData();
        PasswordSecretData secret = model.getPasswordSecretData();
        Map<String, String> parameters = flat(data.getAdditionalParameters());
        parameters.remove(REFUSAL);
        String algorithm = ALGORITHMS.getOrDefault(data.getAlgorithm(), data.getAlgorithm());
        String original = parameters.remove(ALGORITHM);
        return new Password(
                original == null ? algorithm : original,
                data.getHashIterations(),
                parameters,
                secret.getValue(),
                salt(secret),
                model.getCreatedDate() == null ? Instant.EPOCH : Instant.ofEpochMilli(model.getCreatedDate()),
                Optional.ofNullable(model.getUserLabel()));
    }

    /** Whether one of our own providers checks it. */
    public static boolean isImported(PasswordCredentialModel model) {
        return ALGORITHMS.containsKey(model.getPasswordCredentialData().getAlgorithm());
    }

    /** Why a password is refused: a sentence for the log, without hash or salt. Empty if it is not. */
    public static Optional<String> refusal(PasswordCredentialModel model) {
        return Optional.ofNullable(
                model.getPasswordCredentialData().getAdditionalParameters().getFirst(REFUSAL));
    }

    private static PasswordCredentialModel model(String algorithm, Password password) {
        return PasswordCredentialModel.createFromValues(
                algorithm,
                Base64.getDecoder().decode(password.salt()),
                password.iterations(),
                lists(password.parameters()),
                password.hash());
    }

    private static PasswordCredentialModel refused(Password password, HashForm.Refused refused) {
        Map<String, String> parameters = new LinkedHashMap<>(password.parameters());
        parameters.put(ALGORITHM, password.algorithm());
        parameters.put(REFUSAL, "password." + refused.field() + " " + refused.reason());
        try {
            PasswordCredentialData data = new PasswordCredentialData(password.iterations(), REFUSED, lists(parameters));
            PasswordSecretData secret =
                    new PasswordSecretData(password.hash(), null, lists(Map.of(SALT, password.salt())));
            PasswordCredentialModel model = PasswordCredentialModel.createFromValues(data, secret);
            model.setType(PasswordCredentialModel.TYPE);
            model.setCredentialData(JsonSerialization.writeValueAsString(data));
            model.setSecretData(JsonSerialization.writeValueAsString(secret));
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String salt(PasswordSecretData secret) {
        String original = secret.getAdditionalParameters().getFirst(SALT);
        byte @Nullable [] salt = secret.getSalt();
        if (original != null) {
            return original;
        }
        return salt == null ? "" : Base64.getEncoder().encodeToString(salt);
    }

    private static Map<String, List<String>> lists(Map<String, String> parameters) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static Map<String, String> flat(MultivaluedHashMap<String, String> parameters) {
        Map<String, String> flat = new LinkedHashMap<>();
        parameters.forEach((name, values) -> flat.put(name, String.join(",", values)));
        return flat;
    }
}
