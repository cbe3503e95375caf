package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import org.jspecify.annotations.Nullable;

import dev.appservices.mongodb.MongoConnections;

/** Which connection string a realm's settings stand for: their own, one in the vault, or the server option's. */
public final class ConnectionStrings {
    /** The reason why there is none; it quotes no setting. */
    public static final class NoConnectionString extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoConnectionString(String sentence) {
            super(sentence);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    private final Optional<String> serverOption;

    public ConnectionStrings(@Nullable String serverOption) {
        this.serverOption = Optional.ofNullable(serverOption);
    }

    /** @throws NoConnectionString if there is none, or the vault does not have it */
    public String of(KeycloakSession session, RealmModel realm, AppServicesConfig config) {
        Optional<String> own = config.connectionString();
        if (own.isEmpty()) {
            return serverOption.orElseThrow(() -> new NoConnectionString(
                    "Set the MongoDB connection string, here or with --spi-storage--app-services--connection-string"));
        }
        return resolve(session, realm, own.get());
    }

    /**
     * The same for the documents that are copied into tokens.
     *
     * @throws NoConnectionString if there is none, or the vault does not have it
     */
    public String ofCustomData(KeycloakSession session, RealmModel realm, AppServicesConfig config) {
        Optional<String> own = config.customData().connectionString();
        return own.isEmpty() ? of(session, realm, config) : resolve(session, realm, own.get());
    }

    private static String resolve(KeycloakSession session, RealmModel realm, String setting) {
        Optional<VaultReference> reference = VaultReference.in(setting);
        if (reference.isEmpty()) {
            return setting;
        }
        String entry = reference.get().entry();
        String text = reference
                .get()
                .resolve(session)
                .orElseThrow(
                        () -> new NoConnectionString("The MongoDB connection string of the realm " + realm.getName()
                                + " is to be in the vault under " + entry + ", and the vault has no such entry"));
        if (!MongoConnections.isConnectionString(text)) {
            throw new NoConnectionString("The vault entry " + entry + " is not a MongoDB connection string");
        }
        return text;
    }

    /** Whether a setting without a connection string of its own can work. */
    public boolean hasServerOption() {
        return serverOption.isPresent();
    }
}
