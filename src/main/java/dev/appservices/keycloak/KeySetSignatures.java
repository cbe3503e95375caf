package dev.appservices.keycloak;

import java.io.IOException;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.jose.jwk.JSONWebKeySet;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.keys.PublicKeyStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.truststore.TruststoreProvider;
import org.keycloak.util.JWKSUtils;
import org.keycloak.util.JsonSerialization;

import org.jboss.logging.Logger;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.login.customtoken.CustomTokenConfig;
import dev.appservices.login.customtoken.JwksDownload;
import dev.appservices.login.customtoken.LastGood;
import dev.appservices.login.customtoken.PrivateHosts;
import dev.appservices.login.customtoken.TokenSignatures;

/**
 * Signatures by the keys of a key set, which Keycloak caches as it does those of identity providers. It would fetch a set
 * every ten seconds for key ids that are not in it: behind its cache, {@link LastGood} makes that once a minute.
 */
final class KeySetSignatures implements TokenSignatures {
    private static final Logger logger = Logger.getLogger(KeySetSignatures.class);

    /** As many as App Services took. */
    private static final int MAX_KEYS = 3;

    /** RFC 7517, section 4.2. */
    private static final String FOR_SIGNATURES = "sig";

    /** A key that the issuer has withdrawn is good for no longer than this. */
    private static final Duration KEEP = Duration.ofMinutes(10);

    /** Keycloak logs a key id that it does not find. */
    private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final KeycloakSession session;
    private final CustomTokenConfig config;
    private final PrivateHosts privateHosts;
    private final JwksDownload download;
    private final LastGood<PublicKeysWrapper> keySets;
    private final Clock clock;

    KeySetSignatures(
            KeycloakSession session,
            CustomTokenConfig config,
            PrivateHosts privateHosts,
            JwksDownload download,
            LastGood<PublicKeysWrapper> keySets,
            Clock clock) {
        this.session = session;
        this.config = config;
        this.privateHosts = privateHosts;
        this.download = download;
        this.keySets = keySets;
        this.clock = clock;
    }

    @Override
    public Verdict verify(Optional<String> keyId, byte[] signed, byte[] signature) {
        if (keyId.isEmpty()) {
            return Verdict.NO_KEY_ID;
        }
        URI address = config.keySetAddress()
                .orElseThrow(() -> AuthenticatorSettings.refusal(CustomTokenConfig.JWK_URI, "is missing"));
        Optional<KeyWrapper> key =
                keyId.filter(id -> KEY_ID.matcher(id).matches()).flatMap(id -> find(address, id));
        if (key.isEmpty()) {
            return Verdict.UNKNOWN_KEY_ID;
        }
        // What the key set says of the algorithm does not count, and what the token says even less.
        key.get().setAlgorithm(config.algorithm().name());
        return SigningKeySignatures.verifies(session, config.algorithm(), key.get(), signed, signature)
                ? Verdict.RIGHT
                : Verdict.WRONG;
    }

    private Optional<KeyWrapper> find(URI address, String keyId) {
        String place = "app-services::" + session.getContext().getRealm().getId() + "::"
                + ObjectIds.derived(address.toString(), privateHosts.toString());
        try {
            return Optional.ofNullable(session.getProvider(PublicKeyStorageProvider.class)
                    .getPublicKey(
                            place, keyId, Algorithm.RS256, () -> fresh(keySets.get(place, () -> fetch(address)))));
        } catch (RuntimeException e) {
            throw AppServicesException.unavailable("the keys of the issuer are not available", e);
        }
    }

    private PublicKeysWrapper fresh(PublicKeysWrapper keys) {
        return new PublicKeysWrapper(keys.getKeys(), clock.instant().plus(KEEP).toEpochMilli());
    }

    private PublicKeysWrapper fetch(URI address) throws IOException {
        SSLSocketFactory tls = Optional.ofNullable(session.getProvider(TruststoreProvider.class))
                .map(TruststoreProvider::getSSLSocketFactory)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        JSONWebKeySet set = JsonSerialization.readValue(download.get(address, privateHosts, tls), JSONWebKeySet.class);
        List<KeyWrapper> usable = Stream.of(Optional.ofNullable(set.getKeys()).orElse(new JWK[0]))
                .filter(Objects::nonNull)
                .flatMap(jwk -> usable(jwk).stream())
                .toList();
        if (usable.isEmpty()) {
            throw new IOException("The key set at " + address.getHost() + " has no key of RS256 that can be used");
        }
        if (usable.size() > MAX_KEYS) {
            logger.warnf(
                    "The key set at %s has %d keys; the first %d are used", address.getHost(), usable.size(), MAX_KEYS);
        }
        return new PublicKeysWrapper(usable.stream().limit(MAX_KEYS).toList());
    }

    /** Also a single key that cannot be read must not take the others away. */
    private static Optional<KeyWrapper> usable(JWK jwk) {
        boolean fits = (jwk.getPublicKeyUse() == null || FOR_SIGNATURES.equals(jwk.getPublicKeyUse()))
                && (jwk.getAlgorithm() == null || Algorithm.RS256.equals(jwk.getAlgorithm()))
                && jwk.getKeyId() != null;
        if (!fits) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JWKSUtils.getKeyWrapper(jwk))
                    .filter(key -> key.getPublicKey() instanceof RSAPublicKey rsa
                            && rsa.getModulus().bitLength() >= SigningKeySignatures.MIN_RSA_BITS);
        } catch (RuntimeException e) {
            logger.warnf(e, "A key of a key set cannot be read and is left out");
            return Optional.empty();
        }
    }
}
