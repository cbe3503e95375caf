package dev.appservices.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What an operator does who sends the directory of an app to a running server. */
public final class ZipDeployment {
    private static final Path QUICKSTART = Path.of("realm-config", "quickstart");

    private final AppServer server;
    private final String realm;
    private final AdminRest rest;

    private ZipDeployment(AppServer server, String realm) {
        this.server = server;
        this.realm = realm;
        this.rest = new AdminRest(server.baseUrl(), realm);
    }

    /** Makes the realm, as the console does: empty. */
    public static ZipDeployment toNewRealm(AppServer server, String realm) {
        server.admin().post("/realms", Map.of("realm", realm, "enabled", true));
        return new ZipDeployment(server, realm);
    }

    /**
     * Deploys the quickstart app.
     *
     * @param appId instead of the one that the directory names
     */
    public AdminRest.Reply deploy(String appId, boolean dryRun) {
        return deploy(QUICKSTART, "dryRun=" + dryRun + "&appId=" + appId);
    }

    public AdminRest.Reply deploy(Path directory, String query) {
        return rest.send(
                "POST",
                "deployments?" + query,
                server.admin().token(),
                Map.of("Content-Type", "application/zip"),
                zip(directory));
    }

    public String realm() {
        return realm;
    }

    private static byte[] zip(Path directory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files(directory)) {
                zip.putNextEntry(
                        new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
