package dev.appservices.keycloak;

import java.time.Clock;
import java.util.Optional;

import org.keycloak.authentication.Authenticator;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.models.KeycloakSession;

import dev.appservices.login.customtoken.CustomTokenAuthenticatorFactory;
import dev.appservices.login.customtoken.CustomTokenConfig;
import dev.appservices.login.customtoken.JwksDownload;
import dev.appservices.login.customtoken.LastGood;
import dev.appservices.login.customtoken.PrivateHosts;
import dev.appservices.login.customtoken.TokenSignatures;

/** What one node knows of the key sets of issuers, and how the keys of settings are used. */
public final class CustomTokenKeys {
    private final Optional<PrivateHosts> ofServer;
    private final Clock clock;
    private final JwksDownload download = new JwksDownload();
    private final LastGood<PublicKeysWrapper> keySets;

    /** @param ofServer counts instead of what realms say, if it is there */
    public CustomTokenKeys(Optional<PrivateHosts> ofServer, Clock clock) {
        this.ofServer = ofServer;
        this.clock = clock;
        this.keySets = new LastGood<>(clock);
    }

    /** What the factory that keeps them offers. */
    public interface Holder {
        CustomTokenKeys customTokenKeys();
    }

    static CustomTokenKeys of(KeycloakSession session) {
        return ((Holder) session.getKeycloakSessionFactory()
                        .getProviderFactory(Authenticator.class, CustomTokenAuthenticatorFactory.PROVIDER_ID))
                .customTokenKeys();
    }

    public TokenSignatures signatures(KeycloakSession session, CustomTokenConfig config) {
        return config.keySet()
                ? new KeySetSignatures(
                        session, config, ofServer.orElse(config.privateHosts()), download, keySets, clock)
                : new SigningKeySignatures(session, config);
    }
}
