package dev.appservices.migration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A zip that a test writes entry by entry, also one that no honest tool would write. */
final class ZippedApp {
    static final String ROOT = "{'name': 'orchard', 'app_id': 'orchard-abcde'}";

    private static final int DIRECTORY_ENTRY = 0x02014b50;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    /** The least that is an app. */
    static ZippedApp valid() {
        return new ZippedApp().with("root_config.json", ROOT);
    }

    /** All files of a folder, each below a prefix. */
    static ZippedApp of(Path folder, String prefix) {
        ZippedApp app = new ZippedApp();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                app.with(prefix + AppFiles.relative(folder, file), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return app;
    }

    ZippedApp with(String name, String text) {
        return with(name, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    ZippedApp with(String name, byte[] content) {
        return with(new ZipEntry(name), content);
    }

    ZippedApp withStored(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        return with(entry, content);
    }

    private ZippedApp with(ZipEntry entry, byte[] content) {
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    AppDirectory read() {
        return AppDirectory.readZip(new ByteArrayInputStream(bytes()));
    }

    String error() {
        return error(bytes());
    }

    static String error(byte[] zip) {
        AppDirectoryException error = catchThrowableOfType(
                AppDirectoryException.class, () -> AppDirectory.readZip(new ByteArrayInputStream(zip)));
        assertThat(error).as("the zip is refused").isNotNull();
        return String.valueOf(error.getMessage());
    }

    /** The zip with the last entry of its central directory changed; the position is that in the entry. */
    byte[] patched(int position, int value) {
        byte[] changed = bytes();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(lastEntry(buffer) + position, value);
        return changed;
    }

    /** The zip with all occurrences of a name written as another of the same length. */
    byte[] renamed(String from, String to) {
        String text = new String(bytes(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        assertThat(to).hasSameSizeAs(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int lastEntry(ByteBuffer zip) {
        List<Integer> places = Stream.iterate(zip.limit() - Integer.BYTES, at -> at >= 0, at -> at - 1)
                .filter(at -> zip.getInt(at) == DIRECTORY_ENTRY)
                .limit(1)
                .toList();
        return places.get(0);
    }
}
