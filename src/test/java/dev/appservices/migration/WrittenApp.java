package dev.appservices.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** An app directory that a test writes file by file, with single quotes for the double ones of JSON. */
final class WrittenApp {
    private final Path folder;

    private WrittenApp(Path folder) {
        this.folder = folder;
    }

    static WrittenApp empty(Path folder) {
        return new WrittenApp(folder);
    }

    /** The least that is an app, with nothing to warn of but the missing providers. */
    static WrittenApp valid(Path folder) {
        return empty(folder).with("root_config.json", "{'name': 'orchard', 'app_id': 'orchard-abcde'}");
    }

    WrittenApp with(String path, String text) {
        return with(path, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    WrittenApp with(String path, byte[] content) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    WrittenApp withProviders(String entries) {
        return with("auth/providers.json", "{" + entries + "}");
    }

    WrittenApp withLocalUserpass(String config) {
        return withProviders("'local-userpass': {'config': {" + config + "}}");
    }

    AppDirectory read() {
        return AppDirectory.read(folder);
    }

    AppDefinition definition() {
        return read().definition();
    }

    /** The items of a file, each as one line, on a server that implements everything and has no secrets. */
    List<String> items(String path) {
        Set<String> all = Set.of("anon-user", "local-userpass", "custom-token", "custom-function", "api-key");
        return read().report(all, Map.of()).items().stream()
                .filter(item -> item.path().equals(path))
                .map(item -> item.action() + " " + item.kind() + " " + item.pointer() + ": " + item.message())
                .toList();
    }

    /** The sentence with which the directory is refused, its own path written as {@code DIR}. */
    String error() {
        AppDirectoryException error = catchThrowableOfType(AppDirectoryException.class, this::read);
        assertThat(error).as("the directory is refused").isNotNull();
        return String.valueOf(error.getMessage()).replace(folder.toString(), "DIR");
    }
}
