package dev.appservices.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.MountableFile;

import dev.appservices.migration.AppDefinition;
import dev.appservices.migration.AppDirectory;
import dev.appservices.testing.AdminApi;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.RunningApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The image that the steps of {@code docker/Dockerfile} give, started as in production: an optimized start, as the user
 * of the image, the app deployed by the server option. Its database is the one in the server's memory, and its users
 * are in the stand-in for MongoDB of this JVM.
 */
final class ImageIT {
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Path APP = Path.of("realm-config", "quickstart").toAbsolutePath();
    private static final String HOST = "host.docker.internal";

    private static @Nullable EmbeddedMongo mongo;
    private static @Nullable KeycloakContainer keycloak;

    @BeforeAll
    static void start() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "No Docker engine answers");
        String appId = AppDirectory.read(APP).definition().appId().orElseThrow();
        mongo = EmbeddedMongo.inMemory(addressForContainers());
        keycloak = new KeycloakContainer(image())
                .withProductionMode()
                .withOptimizedFlag()
                .withImagePullPolicy(name -> false)
                .withExtraHost(HOST, "host-gateway")
                .withCopyFileToContainer(MountableFile.forHostPath(APP, 0755), "/opt/app")
                .withEnv("KC_SPI_STORAGE__APP_SERVICES__CONNECTION_STRING", "mongodb://" + HOST + ":" + mongo.port())
                .withEnv("KC_SPI_REALM_RESTAPI_EXTENSION__APP_SERVICES__DEPLOY", "/opt/app")
                .withEnv("KC_HTTP_ENABLED", "true")
                .withEnv("KC_HOSTNAME_STRICT", "false");
        keycloak.waitingFor(Wait.forHttp("/api/client/v2.0/app/" + appId + "/location")
                .forPort(8080)
                .withStartupTimeout(START_LIMIT));
        keycloak.start();
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.stop();
        }
        if (mongo != null) {
            mongo.close();
        }
    }

    @Test
    void appWhenDeployedByOptionThenLocationOfThisServer() {
        Reply location = client().location();

        assertThat(location.status()).isEqualTo(200);
        assertThat(location.text("hostname")).isEqualTo(baseUrl());
    }

    @Test
    void guestWhenLoggedInThenProfile() {
        Reply login = client().anonymous();

        assertThat(login.status()).isEqualTo(200);
        Reply profile = client().profile(login.text("access_token"));
        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.text("user_id")).isEqualTo(login.text("user_id"));
    }

    @Test
    void userWhenRegisteredThenLogsInWithThePasswordAlone() {
        String email = SdkClient.newEmail();
        String user = client().newUser(email).text("user_id");

        assertThat(client().login(email, SdkClient.PASSWORD).text("user_id")).isEqualTo(user);
        assertThat(client().login(email, "wrong").status()).isEqualTo(401);
    }

    @Test
    void healthWhenStartedThenReadyOnTheManagementPort() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server().getMgmtServerUrl() + "/health/ready"))
                .build();

        HttpResponse<String> ready = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    }

    @Test
    void serverWhenRunningThenNotAsRoot() throws Exception {
        ExecResult owner = server().execInContainer("stat", "-c", "%u", "/proc/1");

        assertThat(owner.getStdout().trim()).isEqualTo("1000");
    }

    /** The context is what .dockerignore leaves. The base is pulled unless the engine has it. */
    private static String image() {
        return new ImageFromDockerfile("keycloak-app-services-test", true)
                .withFileFromPath("Dockerfile", Path.of("docker", "Dockerfile"))
                .withFileFromPath("target/keycloak-app-services-test.jar", Path.of(System.getProperty("provider.jar")))
                .withBuildArg("DATABASE", "dev-mem")
                .get();
    }

    /** The engine's bridge on Linux; elsewhere the engine forwards the name of the host to the loopback address. */
    private static InetAddress addressForContainers() {
        try {
            NetworkInterface bridge = NetworkInterface.getByName("docker0");
            return bridge == null
                    ? InetAddress.getLoopbackAddress()
                    : bridge.inetAddresses()
                            .filter(address -> address.getAddress().length == 4)
                            .findFirst()
                            .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeycloakContainer server() {
        if (keycloak == null) {
            throw new IllegalStateException("The container has not been started");
        }
        return keycloak;
    }

    private static String baseUrl() {
        return "http://" + server().getHost() + ":" + server().getHttpPort();
    }

    private static SdkClient client() {
        AppDefinition app = AppDirectory.read(APP).definition();
        AdminApi admin = new AdminApi(baseUrl(), server().getAdminUsername(), server().getAdminPassword());
        return new SdkClient(new RunningApp(baseUrl(), app.appId().orElseThrow(), app.name(), admin));
    }
}
