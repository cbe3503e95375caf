package dev.appservices.testing;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerOptionsTest {
    @Test
    void environmentNamesEachOptionAsKeycloakReadsIt() {
        Path app = Path.of("app").toAbsolutePath();
        Path secrets = Path.of("secrets.json").toAbsolutePath();
        ServerOptions options = new ServerOptions(
                "mongodb://me:pa$$word@db",
                app,
                Optional.of("orchard-abcde"),
                Optional.of("fruit"),
                Optional.of(secrets),
                true);

        assertThat(options.environment())
                .containsEntry("KCRAW_SPI_STORAGE__APP_SERVICES__CONNECTION_STRING", "mongodb://me:pa$$word@db")
                .containsEntry("KCRAW_SPI_REALM_RESTAPI_EXTENSION__APP_SERVICES__DEPLOY", app.toString())
                .containsEntry("KCRAW_SPI_REALM_RESTAPI_EXTENSION__APP_SERVICES__APP_ID", "orchard-abcde")
                .containsEntry("KCRAW_SPI_REALM_RESTAPI_EXTENSION__APP_SERVICES__REALM", "fruit")
                .containsEntry("KCRAW_SPI_REALM_RESTAPI_EXTENSION__APP_SERVICES__SECRETS_FILE", secrets.toString())
                .containsEntry("KCRAW_SPI_REALM_RESTAPI_EXTENSION__APP_SERVICES__DRY_RUN", "true")
                .hasSize(6);
    }

    @Test
    void toStringHidesTheConnectionString() {
        ServerOptions options = new ServerOptions(
                "mongodb://me:s3cret@db", Path.of("app"), Optional.empty(), Optional.empty(), Optional.empty(), false);

        assertThat(options.toString()).doesNotContain("s3cret").contains("<hidden>");
    }
}
