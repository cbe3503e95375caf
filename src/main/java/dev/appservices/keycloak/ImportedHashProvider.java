package dev.appservices.keycloak;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

import dev.appservices.user.hash.HashForm;

/**
 * Checks hashes that were made elsewhere, and makes none: a policy that names this provider gets those of Keycloak's
 * default instead. To every policy the hashes are outdated, so Keycloak replaces them at the next login.
 */
final class ImportedHashProvider implements PasswordHashProvider {
    private final KeycloakSession session;

    ImportedHashProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
        return !PasswordModels.isImported(credential)
                && session.getProvider(PasswordHashProvider.class).policyCheck(policy, credential);
    }

    @Override
    public PasswordCredentialModel encodedCredential(String raw, int iterations) {
        return session.getProvider(PasswordHashProvider.class).encodedCredential(raw, iterations);
    }

    /** Looks at the caps again: credentials come from anywhere, such as an import of a realm. */
    @Override
    public boolean verify(String raw, PasswordCredentialModel credential) {
        return form(credential) instanceof HashForm.Imported imported
                && PasswordGate.run(() -> imported.hash().matches(raw));
    }

    @Override
    public String credentialHashingStrength(PasswordCredentialModel credential) {
        return form(credential) instanceof HashForm.Imported imported
                ? imported.hash().strength()
                : "refused";
    }

    private static HashForm form(PasswordCredentialModel credential) {
        return HashForm.of(PasswordModels.toPassword(credential));
    }

    @Override
    public void close() {}
}
