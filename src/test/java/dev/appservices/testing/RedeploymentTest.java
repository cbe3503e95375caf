package dev.appservices.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.appservices.migration.AppDirectory;

import static org.assertj.core.api.Assertions.assertThat;

class RedeploymentTest {
    private static final String RESOURCE = "/admin/realms/orchard/app-services/deployments?appId=orchard-abcde";
    private static final String PROVIDERS = "{\"anon-user\": {\"name\": \"anon-user\", \"type\": \"anon-user\"}}";

    @TempDir
    Path directory;

    private final FakeAdminServer server = new FakeAdminServer();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        write("backend/root_config.json", "{\"name\": \"orchard\"}");
        write("backend/auth/providers.json", PROVIDERS);
        write("backend/notes.txt", "not the server's business");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Redeployment redeployment() {
        return new Redeployment(
                directory, AppDirectory.read(directory), server.api(), "orchard", "orchard-abcde", said::add);
    }

    private void reply(int status, String json) {
        server.reply("POST", RESOURCE, status, json);
    }

    private static Map<String, String> unzipped(String zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream in =
                new ZipInputStream(new ByteArrayInputStream(zip.getBytes(StandardCharsets.ISO_8859_1)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void runWhenAFileIsChangedThenZipOfTheAppIsPostedAndThePlanTold() throws IOException {
        Redeployment redeployment = redeployment();
        reply(201, "{\"changed\": true, \"plan\": [\"provider anon-user: on becomes off\"]}");
        String changed = PROVIDERS.replace("}}", ", \"disabled\": true}}");
        write("backend/auth/providers.json", changed);

        redeployment.run();

        assertThat(said).containsExactly("Redeployed (auth/providers.json): provider anon-user: on becomes off");
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST " + RESOURCE);
            assertThat(request.type()).isEqualTo("application/zip");
            assertThat(unzipped(request.body()))
                    .isEqualTo(Map.of("root_config.json", "{\"name\": \"orchard\"}", "auth/providers.json", changed));
        });
    }

    @Test
    void runWhenPlanHasSeveralSentencesThenOneLineEach() throws IOException {
        Redeployment redeployment = redeployment();
        reply(201, "{\"changed\": true, \"plan\": [\"one\", \"two\\u001b\"]}");
        write("backend/root_config.json", "{\"name\": \"orchard\" }");

        redeployment.run();

        assertThat(said).containsExactly("Redeployed (root_config.json):\n  one\n  two?");
    }

    @Test
    void runWhenRealmNeedsNothingThenSaid() throws IOException {
        Redeployment redeployment = redeployment();
        reply(201, "{\"changed\": true, \"plan\": []}");
        write("backend/functions/a.js", "exports = () => 1");

        redeployment.run();

        assertThat(said).containsExactly("Redeployed (functions/a.js): the realm stays as it is.");
    }

    @Test
    void runWhenOnlyOtherFilesAreChangedThenServerIsNotAsked() throws IOException {
        Redeployment redeployment = redeployment();
        write("backend/notes.txt", "still not");

        redeployment.run();

        assertThat(said).containsExactly("Nothing has changed.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void runWhenAFileIsBrokenThenSentenceAndOldDeploymentStays() throws IOException {
        Redeployment redeployment = redeployment();
        write("backend/auth/providers.json", "{");
        redeployment.run();
        assertThat(said)
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("Not redeployed, the app stays as it was: backend/auth/providers.json"));
        assertThat(server.requests()).isEmpty();

        write("backend/auth/providers.json", PROVIDERS);
        redeployment.run();

        assertThat(said).last().isEqualTo("The files are again as they were deployed.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void runWhenServerRefusesThenItsSentenceAndTheNextSaveTriesAgain() throws IOException {
        Redeployment redeployment = redeployment();
        write("backend/functions/a.js", "exports = () => 1");
        reply(409, "{\"errorMessage\": \"The App ID is in use in the realm other.\"}");
        redeployment.run();
        reply(500, "<html>");
        redeployment.run();
        reply(201, "{\"changed\": true, \"plan\": [\"one\"]}");
        redeployment.run();

        assertThat(said)
                .containsExactly(
                        "Not redeployed, the app stays as it was: The App ID is in use in the realm other.",
                        "Not redeployed, the app stays as it was: Keycloak answered with status 500; see its log.",
                        "Redeployed (functions/a.js): one");
    }

    @Test
    void runWhenPasswordOfTheAdministratorIsChangedThenSentence() throws IOException {
        Redeployment redeployment = redeployment();
        server.reply("POST", "/realms/master/protocol/openid-connect/token", 401, "{\"error\": \"invalid_grant\"}");
        write("backend/functions/a.js", "exports = () => 1");

        redeployment.run();

        assertThat(said)
                .containsExactly("Not redeployed, the app stays as it was: The administrator's password is not the one"
                        + " of the box any more.");
    }

    @Test
    void runWhenServerIsGoneThenSentence() throws IOException {
        Redeployment redeployment = redeployment();
        write("backend/functions/a.js", "exports = () => 1");
        server.close();

        redeployment.run();

        assertThat(said)
                .containsExactly("Not redeployed, the app stays as it was: Keycloak does not answer; see its log.");
    }

    @Test
    void runIfChangedWhenSameThenSilent() {
        redeployment().runIfChanged();

        assertThat(said).isEmpty();
    }

    @Test
    void runWhenAZipIsReplacedThenItsAppIsPosted() throws IOException {
        Path zip = directory.resolve("export.zip");
        zip(zip, "{\"name\": \"orchard\"}");
        Redeployment redeployment =
                new Redeployment(zip, AppDirectory.read(zip), server.api(), "orchard", "orchard-abcde", said::add);
        reply(201, "{\"changed\": true, \"plan\": [\"one\"]}");
        zip(zip, "{\"name\": \"orchard\", \"environment\": \"qa\"}");

        redeployment.run();

        assertThat(said).containsExactly("Redeployed (root_config.json): one");
        assertThat(redeployment.folder()).isEqualTo(zip);
    }

    private static void zip(Path file, String root) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("root_config.json"));
            zip.write(root.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void folderIsTheOneWithTheApp() {
        assertThat(redeployment().folder()).isEqualTo(directory.resolve("backend"));
    }
}
