package dev.appservices.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.migration.AppDirectory;
import dev.appservices.migration.AppDirectoryException;

/**
 * Brings a directory that was edited to the running server, by its admin REST API. Whatever is wrong is told in one
 * sentence, and the app stays as it was deployed last.
 */
final class Redeployment {
    private static final int MAX_NESTING = 3;
    private static final int FILES_NAMED = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final AdminApi admin;
    private final String resource;
    private final Consumer<String> console;
    private AppDirectory deployed;
    private boolean failed;

    /**
     * @param path what {@code -Dapp} names
     * @param deployed what the server has deployed when it started
     */
    Redeployment(
            Path path, AppDirectory deployed, AdminApi admin, String realm, String appId, Consumer<String> console) {
        this.path = path;
        this.deployed = deployed;
        this.admin = admin;
        this.resource = "/realms/" + encoded(realm) + "/app-services/deployments?appId=" + encoded(appId);
        this.console = console;
    }

    /** The folder with the app's files, which may be below the named one, between much that is none of the app's. */
    Path folder() {
        try (Stream<Path> folders = Files.find(
                path,
                MAX_NESTING,
                (folder, attributes) ->
                        deployed.files().stream().allMatch(file -> Files.exists(folder.resolve(file))))) {
            return folders.findFirst().orElse(path);
        } catch (IOException | UncheckedIOException e) {
            return path;
        }
    }

    /** Deploys what is in the files now, unless it is what was deployed last. */
    void run() {
        try {
            AppDirectory now = AppDirectory.read(path);
            if (!now.hash().equals(deployed.hash())) {
                deploy(now);
            } else if (failed) {
                console.accept("The files are again as they were deployed.");
            } else {
                console.accept("Nothing has changed.");
            }
            failed = false;
        } catch (AppDirectoryException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (AdminApiException e) {
            fail(sentence(e));
        } catch (UncheckedIOException e) {
            fail("Keycloak does not answer; see its log.");
        }
    }

    /** At the begin of a watch, when files may have changed since they were read for the start. */
    void runIfChanged() {
        try {
            if (AppDirectory.read(path).hash().equals(deployed.hash())) {
                return;
            }
        } catch (AppDirectoryException e) {
            // Said by the run.
        }
        run();
    }

    private void deploy(AppDirectory now) {
        JsonNode reply = admin.post(resource, "application/zip", zip(now));
        List<String> plan = new ArrayList<>();
        reply.path("plan").forEach(sentence -> plan.add(printable(sentence.asText())));
        String files = changedFiles(now);
        deployed = now;
        if (!reply.path("changed").asBoolean()) {
            console.accept("Nothing has changed for Keycloak (" + files + ").");
        } else if (plan.isEmpty()) {
            console.accept("Redeployed (" + files + "): the realm stays as it is.");
        } else if (plan.size() == 1) {
            console.accept("Redeployed (" + files + "): " + plan.get(0));
        } else {
            console.accept("Redeployed (" + files + "):\n  " + String.join("\n  ", plan));
        }
    }

    private void fail(String sentence) {
        failed = true;
        console.accept("Not redeployed, the app stays as it was: " + printable(sentence));
    }

    private static String sentence(AdminApiException e) {
        if (e.status() == 401) {
            return "The administrator's password is not the one of the box any more.";
        }
        try {
            JsonNode text = JSON.readTree(e.body()).path("errorMessage");
            if (text.isTextual()) {
                return text.asText();
            }
        } catch (JsonProcessingException notJson) {
            // Told by its status.
        }
        return "Keycloak answered with status " + e.status() + "; see its log.";
    }

    private String changedFiles(AppDirectory now) {
        Set<String> names = new TreeSet<>(now.files());
        names.addAll(deployed.files());
        names.removeIf(name -> deployed.files().contains(name)
                && now.files().contains(name)
                && Arrays.equals(deployed.content(name), now.content(name)));
        return names.size() > FILES_NAMED ? names.size() + " files" : printable(String.join(", ", names));
    }

    /** Only the files that were validated, as they were then; all others of the folder stay on this machine. */
    private static byte[] zip(AppDirectory app) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (String file : app.files()) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(app.content(file));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
