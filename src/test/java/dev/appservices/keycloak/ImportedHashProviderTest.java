package dev.appservices.keycloak;

import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** As Keycloak calls it, for credentials of any origin. */
final class ImportedHashProviderTest {
    private static final String BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    private static final PasswordPolicy POLICY = PasswordPolicy.empty();

    private final HashingSession hashing = new HashingSession();
    private final ImportedHashProvider provider = new ImportedHashProvider(hashing.session);

    @Test
    void verifyWhenBcryptThenByItsPassword() {
        PasswordCredentialModel credential = credential(BcryptHashProviderFactory.PROVIDER_ID, BCRYPT);

        assertThat(provider.verify("U*U", credential)).isTrue();
        assertThat(provider.verify("wrong", credential)).isFalse();
        assertThat(provider.credentialHashingStrength(credential)).isEqualTo("bcrypt[5]");
    }

    /** Such as from an import of a realm, which nobody has checked. */
    @Test
    void verifyWhenCredentialIsOverACapOrOfAnotherFormThenFalse() {
        PasswordCredentialModel costly =
                credential(BcryptHashProviderFactory.PROVIDER_ID, BCRYPT.replace("$05$", "$31$"));
        PasswordCredentialModel other = credential(ScryptHashProviderFactory.PROVIDER_ID, BCRYPT);
        PasswordCredentialModel keycloaks = credential("pbkdf2-sha512", BCRYPT);

        assertThat(provider.verify("U*U", costly)).isFalse();
        assertThat(provider.verify("U*U", other)).isFalse();
        assertThat(provider.verify("U*U", keycloaks)).isFalse();
        assertThat(provider.credentialHashingStrength(costly)).isEqualTo("refused");
    }

    @Test
    void policyWhenAskedForAnImportedHashThenOutdated() {
        PasswordCredentialModel credential = credential(BcryptHashProviderFactory.PROVIDER_ID, BCRYPT);

        assertThat(provider.policyCheck(POLICY, credential)).isFalse();
    }

    /** An operator may choose the id in the policy, where Keycloak offers all that there are. */
    @Test
    void hashWhenPolicyNamesThisProviderThenThatOfKeycloaksDefault() {
        PasswordCredentialModel made = provider.encodedCredential("secret", -1);

        assertThat(made.getPasswordCredentialData().getAlgorithm()).isEqualTo("pbkdf2-sha512");
        assertThat(provider.policyCheck(POLICY, made)).isTrue();
    }

    private static PasswordCredentialModel credential(String algorithm, String hash) {
        return PasswordCredentialModel.createFromValues(algorithm, new byte[0], 0, hash);
    }
}
