package dev.appservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.keycloak.provider.ProviderFactory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every SPI and id that Keycloak knows us by. Ids are stored in realms for ever: add, but never rename. */
final class ProviderIdsTest {
    private static final Path SERVICES = Path.of("target", "classes", "META-INF", "services");

    @Test
    void servicesWhenListedThenTheseIds() throws IOException, ReflectiveOperationException {
        assertThat(registered())
                .containsExactlyInAnyOrder(
                        "org.keycloak.authentication.AuthenticatorFactory app-services-anon-user",
                        "org.keycloak.authentication.AuthenticatorFactory app-services-api-key",
                        "org.keycloak.authentication.AuthenticatorFactory app-services-custom-token",
                        "org.keycloak.authentication.AuthenticatorFactory app-services-local-userpass",
                        "org.keycloak.credential.hash.PasswordHashProviderFactory app-services-argon2-phc",
                        "org.keycloak.credential.hash.PasswordHashProviderFactory app-services-bcrypt",
                        "org.keycloak.credential.hash.PasswordHashProviderFactory app-services-scrypt",
                        "org.keycloak.events.EventListenerProviderFactory app-services-remember-me",
                        "org.keycloak.protocol.ProtocolMapper app-services-claims-mapper",
                        "org.keycloak.protocol.ProtocolMapper app-services-custom-data-mapper",
                        "org.keycloak.protocol.ProtocolMapper app-services-identities-mapper",
                        "org.keycloak.protocol.ProtocolMapper app-services-ids-mapper",
                        "org.keycloak.protocol.ProtocolMapper app-services-login-provider-mapper",
                        "org.keycloak.protocol.ProtocolMapper app-services-user-id-mapper",
                        "org.keycloak.protocol.ProtocolMapper app-services-user-id-nameid-mapper",
                        "org.keycloak.services.resource.RealmResourceProviderFactory app-services",
                        "org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory app-services",
                        "org.keycloak.storage.UserStorageProviderFactory app-services",
                        "org.keycloak.storage.federated.UserFederatedStorageProviderFactory app-services");
    }

    private static List<String> registered() throws IOException, ReflectiveOperationException {
        List<String> ids = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(SERVICES)) {
            files = found.toList();
        }
        for (Path file : files) {
            for (String name : Files.readAllLines(file)) {
                if (!name.isBlank()) {
                    Object factory =
                            Class.forName(name.trim()).getDeclaredConstructor().newInstance();
                    ids.add(file.getFileName() + " " + ((ProviderFactory<?>) factory).getId());
                }
            }
        }
        return ids;
    }
}
