package dev.appservices.keycloak;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyType;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.models.KeycloakSession;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.customtoken.CustomTokenConfig;
import dev.appservices.login.customtoken.TokenAlgorithm;
import dev.appservices.login.customtoken.TokenSignatures;

/** Signatures by the keys that stand in the settings, or in the vault; {@code kid} does not matter. */
final class SigningKeySignatures implements TokenSignatures {
    /** RFC 7518, section 3.3. */
    static final int MIN_RSA_BITS = 2048;

    private static final int MIN_SECRET = 32;
    private static final int MAX_SECRET = 512;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    /** Reading a key takes longer than checking a signature. */
    private static final Map<String, PublicKey> READ = new ConcurrentHashMap<>();

    private static final int MAX_READ = 256;

    private final KeycloakSession session;
    private final CustomTokenConfig config;

    SigningKeySignatures(KeycloakSession session, CustomTokenConfig config) {
        this.session = session;
        this.config = config;
    }

    @Override
    public Verdict verify(Optional<String> keyId, byte[] signed, byte[] signature) {
        if (config.signingKeys().isEmpty()) {
            throw refusal("has no key");
        }
        boolean right = false;
        for (String setting : config.signingKeys()) {
            right |= verifies(session, config.algorithm(), key(text(setting)), signed, signature);
        }
        return right ? Verdict.RIGHT : Verdict.WRONG;
    }

    /** Whether Keycloak's provider of this algorithm, which checks the type of the key too, finds the signature right. */
    static boolean verifies(
            KeycloakSession session, TokenAlgorithm algorithm, KeyWrapper key, byte[] signed, byte[] signature) {
        try {
            return session.getProvider(SignatureProvider.class, algorithm.name())
                    .verifier(key)
                    .verify(signed, signature);
        } catch (VerificationException e) {
            return false;
        }
    }

    private String text(String setting) {
        return VaultReference.in(setting)
                .map(reference -> reference
                        .resolve(session)
                        .orElseThrow(() -> refusal("has a reference to the vault that leads to nothing")))
                .orElse(setting);
    }

    private KeyWrapper key(String text) {
        KeyWrapper key = new KeyWrapper();
        key.setAlgorithm(config.algorithm().name());
        key.setUse(KeyUse.SIG);
        if (config.algorithm() == TokenAlgorithm.HS256) {
            key.setType(KeyType.OCT);
            key.setSecretKey(secret(text));
        } else {
            key.setType(KeyType.RSA);
            key.setPublicKey(publicKey(text));
        }
        return key;
    }

    /** A public key is known to everybody, so it must not be a secret by mistake. */
    private static SecretKeySpec secret(String text) {
        if (text.length() < MIN_SECRET || text.length() > MAX_SECRET) {
            throw refusal("must have " + MIN_SECRET + " to " + MAX_SECRET + " characters for HS256");
        }
        if (text.contains("-----BEGIN")) {
            throw refusal("is a key of RS256, but the algorithm is HS256");
        }
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static PublicKey publicKey(String text) {
        PublicKey known = READ.get(text);
        if (known != null) {
            return known;
        }
        PublicKey key = read(text);
        if (READ.size() >= MAX_READ) {
            READ.clear();
        }
        READ.put(text, key);
        return key;
    }

    /** The one-line field of the console makes spaces of line breaks, or nothing. */
    static PublicKey read(String text) {
        Matcher pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw refusal("must be a public key or a certificate in PEM form for RS256");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
            PublicKey key = switch (pem.group(1)) {
                case "PUBLIC KEY" -> KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
                case "CERTIFICATE" ->
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes))
                            .getPublicKey();
                default -> throw refusal("must be a public key or a certificate in PEM form for RS256");
            };
            if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
                return key;
            }
            throw refusal("must be an RSA key of " + MIN_RSA_BITS + " bits or more for RS256");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refusal("cannot be read as a key of RS256");
        }
    }

    private static AppServicesException refusal(String rule) {
        return AuthenticatorSettings.refusal("appServices.signingKey1, 2 or 3", rule);
    }
}
