package dev.appservices.keycloak;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.user.Password;

import static org.assertj.core.api.Assertions.assertThat;

final class PasswordModelsTest {
    private static final String BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    private static final String HASH = "q6urq6urq6urq6urq6urq6urq6s=";
    private static final String SALT = "c2FsdA==";
    private static final Instant CREATED = Instant.parse("2024-05-06T07:08:09.123Z");
    private static final Map<String, String> SCRYPT = Map.of("N", "1024", "r", "8", "p", "1");

    /** Each with the id of the provider that it goes to. */
    static Stream<Password> passwords() {
        return Stream.of(
                password("bcrypt", 0, Map.of(), BCRYPT, ""),
                password("scrypt", 0, SCRYPT, HASH, SALT),
                password("argon2", 0, Map.of(), "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + "a".repeat(32), ""),
                password(
                        "argon2",
                        5,
                        Map.of(
                                "type",
                                "id",
                                "version",
                                "1.3",
                                "memory",
                                "7168",
                                "parallelism",
                                "1",
                                "hashLength",
                                "20"),
                        HASH,
                        SALT),
                password("pbkdf2-sha512", 210_000, Map.of(), HASH, SALT),
                password("of-another-extension", 3, Map.of("a", "b"), "text", ""));
    }

    static Stream<Password> refused() {
        return Stream.of(
                password("bcrypt", 0, Map.of("a", "b"), BCRYPT.replace("$05$", "$16$"), "no base64!"),
                password("scrypt", 0, Map.of(), HASH, SALT),
                password("pbkdf2-sha512", 10_000_001, Map.of(), HASH, SALT),
                password("of-another-extension", 3, Map.of(), "text", "no base64!"),
                password("", -1, Map.of(), "", ""));
    }

    @ParameterizedTest
    @MethodSource({"passwords", "refused"})
    void modelWhenTurnedBackThenTheSamePassword(Password password) {
        PasswordCredentialModel model = PasswordModels.toModel(password);

        assertThat(PasswordModels.toPassword(model)).isEqualTo(password);
        assertThat(PasswordModels.toPassword(stored(model))).isEqualTo(password);
        assertThat(model.getType()).isEqualTo("password");
        assertThat(model.getCreatedDate()).isEqualTo(CREATED.toEpochMilli());
    }

    @Test
    void modelWhenMadeThenItsAlgorithmIsTheIdOfAProvider() {
        assertThat(passwords().map(PasswordModelsTest::algorithm))
                .containsExactly(
                        "app-services-bcrypt",
                        "app-services-scrypt",
                        "app-services-argon2-phc",
                        "argon2",
                        "pbkdf2-sha512",
                        "of-another-extension");
        assertThat(passwords().map(password -> PasswordModels.isImported(PasswordModels.toModel(password))))
                .containsExactly(true, true, true, false, false, false);
        assertThat(algorithm(password("pbkdf2-sha1", 1, Map.of(), HASH, SALT))).isEqualTo("pbkdf2");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void modelWhenPasswordIsRefusedThenNoProviderAndAReasonWithoutTheHash(Password password) {
        PasswordCredentialModel model = stored(PasswordModels.toModel(password));

        assertThat(model.getPasswordCredentialData().getAlgorithm()).isEqualTo("app-services-refused");
        assertThat(PasswordModels.isImported(model)).isFalse();
        Optional<String> reason = PasswordModels.refusal(model);
        assertThat(reason).isPresent();
        assertThat(reason.get()).startsWith("password.").doesNotContain(HASH, SALT, BCRYPT.substring(7), "no base64!");
        assertThat(model.getCredentialData()).doesNotContain(HASH, SALT, BCRYPT.substring(7), "no base64!");
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void refusalWhenPasswordIsNotRefusedThenNone(Password password) {
        assertThat(PasswordModels.refusal(stored(PasswordModels.toModel(password))))
                .isEmpty();
    }

    @Test
    void modelWhenTimeIsUnknownThenNone() {
        Password password = new Password("bcrypt", 0, Map.of(), BCRYPT, "", Instant.EPOCH);

        PasswordCredentialModel model = PasswordModels.toModel(password);

        assertThat(model.getCreatedDate()).isNull();
        assertThat(PasswordModels.toPassword(model)).isEqualTo(password);
    }

    private static PasswordCredentialModel stored(PasswordCredentialModel model) {
        CredentialModel row = new CredentialModel();
        row.setType(model.getType());
        row.setCredentialData(model.getCredentialData());
        row.setSecretData(model.getSecretData());
        row.setCreatedDate(model.getCreatedDate());
        return PasswordCredentialModel.createFromCredentialModel(row);
    }

    private static String algorithm(Password password) {
        return PasswordModels.toModel(password).getPasswordCredentialData().getAlgorithm();
    }

    private static Password password(
            String algorithm, int iterations, Map<String, String> parameters, String hash, String salt) {
        return new Password(algorithm, iterations, parameters, hash, salt, CREATED);
    }
}
