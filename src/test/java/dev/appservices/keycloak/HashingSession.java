package dev.appservices.keycloak;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKeyFactory;

import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.common.crypto.CryptoProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.Pbkdf2PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keycloak's and our password hashing, without a server. The default is PBKDF2 with SHA-512. */
final class HashingSession {
    static final int DEFAULT_ITERATIONS = 3;

    /** How often something was hashed that is kept by nobody, or made new. */
    final AtomicInteger encoded = new AtomicInteger();

    final KeycloakSession session;
    final RealmModel realm = proxy(RealmModel.class, (self, method, arguments) -> switch (method.getName()) {
        case "getPasswordPolicy" -> PasswordPolicy.empty();
        default -> throw new UnsupportedOperationException(method.getName());
    });

    HashingSession() {
        this(DEFAULT_ITERATIONS);
    }

    /** @param claimed iterations that new hashes name; they are made with few, so that no test takes long */
    HashingSession(int claimed) {
        PasswordHashProvider byDefault = new Counted(claimed);
        session = proxy(KeycloakSession.class, (self, method, arguments) -> {
            if (!method.getName().equals("getProvider") || arguments[0] != PasswordHashProvider.class) {
                throw new UnsupportedOperationException(method.getName());
            }
            return arguments.length == 1 ? byDefault : providers(byDefault).get((String) arguments[1]);
        });
        CryptoIntegration.setProvider(crypto());
    }

    KeycloakPasswords passwords() {
        return new KeycloakPasswords(session, realm);
    }

    private Map<String, PasswordHashProvider> providers(PasswordHashProvider byDefault) {
        PasswordHashProvider imported = new ImportedHashProvider(session);
        return Map.of(
                "pbkdf2",
                new Pbkdf2PasswordHashProvider("pbkdf2", "PBKDF2WithHmacSHA1", 1, 0),
                "pbkdf2-sha256",
                new Pbkdf2PasswordHashProvider("pbkdf2-sha256", "PBKDF2WithHmacSHA256", 1, 0, 256),
                "pbkdf2-sha512",
                byDefault,
                BcryptHashProviderFactory.PROVIDER_ID,
                imported,
                ScryptHashProviderFactory.PROVIDER_ID,
                imported,
                Argon2PhcHashProviderFactory.PROVIDER_ID,
                imported);
    }

    /** The key derivation that a server has. */
    private static CryptoProvider crypto() {
        return proxy(CryptoProvider.class, (self, method, arguments) -> switch (method.getName()) {
            case "getSecretKeyFact" -> SecretKeyFactory.getInstance((String) arguments[0], new BouncyCastleProvider());
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Counted extends Pbkdf2PasswordHashProvider {
        private final int claimed;

        Counted(int claimed) {
            super("pbkdf2-sha512", "PBKDF2WithHmacSHA512", DEFAULT_ITERATIONS, 0);
            this.claimed = claimed;
        }

        @Override
        public PasswordCredentialModel encodedCredential(String raw, int iterations) {
            encoded.incrementAndGet();
            PasswordCredentialModel made = super.encodedCredential(raw, DEFAULT_ITERATIONS);
            return PasswordCredentialModel.createFromValues(
                    "pbkdf2-sha512",
                    made.getPasswordSecretData().getSalt(),
                    claimed,
                    made.getPasswordSecretData().getValue());
        }
    }
}
