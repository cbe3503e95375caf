package dev.appservices.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small exported app as a zip. Each method gives another one, so that a test says what it changes. */
public record ExportedApp(Map<String, String> files) {
    private static final String ROOT = "root_config.json";
    private static final String PROVIDERS = "auth/providers.json";

    private static final String GUESTS = "\"type\": \"anon-user\", \"disabled\": ";

    /** E-mail and password with automatic confirmation; guests are switched off. */
    public static ExportedApp of(String appId) {
        return new ExportedApp(Map.of()).root(appId, "").providers("""
            {
              "anon-user": {"name": "anon-user", "type": "anon-user", "disabled": true},
              "local-userpass": {"name": "local-userpass", "type": "local-userpass", "disabled": false,
                                 "config": {"autoConfirm": true}}
            }
            """);
    }

    /** @param appId empty for an app that names none */
    public ExportedApp root(String appId, String origins) {
        String id = appId.isEmpty() ? "" : "\"app_id\": \"" + appId + "\", ";
        return with(ROOT, "{" + id + "\"name\": \"zipped\", \"allowed_request_origins\": [" + origins + "]}");
    }

    public ExportedApp providers(String json) {
        return with(PROVIDERS, json);
    }

    /** The same, but guests are let in. */
    public ExportedApp withGuests() {
        return providers(files.getOrDefault(PROVIDERS, "").replace(GUESTS + "true", GUESTS + "false"));
    }

    public ExportedApp with(String path, String content) {
        Map<String, String> more = new TreeMap<>(files);
        more.put(path, content);
        return new ExportedApp(more);
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
