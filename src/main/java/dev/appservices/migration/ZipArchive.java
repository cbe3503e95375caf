package dev.appservices.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip in memory, read by its central directory. {@code ZipInputStream} does not look there: to it, an archive that
 * was cut is a smaller one, a symbolic link is a file, and what exporters store without compression is an error.
 * {@code ZipFile} needs a file on disk, where an uploaded app may leave its secrets.
 */
final class ZipArchive {
    /** Path names of systems end at a few thousand bytes, names in App Services at 64 characters. */
    static final int MAX_NAME_BYTES = 1_000;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int UNIX_FILE_TYPE = 0xF000;
    private static final int UNIX_LINK = 0xA000;

    private final ByteBuffer bytes;

    private ZipArchive(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One entry; sizes are what the archive claims. */
    record Entry(String name, int flags, int method, long crc, long packedSize, long size, long offset, int mode) {
        boolean isFolder() {
            return name.endsWith("/") || name.endsWith("\\");
        }

        boolean isLink() {
            return (mode & UNIX_FILE_TYPE) == UNIX_LINK;
        }
    }

    static ZipArchive of(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes((int) AppFiles.MAX_TOTAL_BYTES + 1);
        if (bytes.length > AppFiles.MAX_TOTAL_BYTES) {
            throw whole("The zip is larger than 64 MB.");
        }
        return new ZipArchive(bytes);
    }

    List<Entry> entries() {
        try {
            ByteBuffer end = at(end());
            int count = Short.toUnsignedInt(end.getShort(end.position() + 10));
            if (count > AppFiles.MAX_ENTRIES) {
                throw whole("The zip has more than 5,000 files.");
            }
            ByteBuffer directory = at(unsigned(end.getInt(end.position() + 16)));
            List<Entry> entries = new ArrayList<>();
            while (entries.size() < count) {
                entries.add(entry(directory));
            }
            return entries;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw damaged();
        }
    }

    /** The last record of a zip; after it comes only its comment. */
    private long end() {
        int last = bytes.limit() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
            if (bytes.getInt(at) == END_SIGNATURE
                    && at + END_BYTES + Short.toUnsignedInt(bytes.getShort(at + 20)) == bytes.limit()) {
                return at;
            }
        }
        throw whole("This is not a zip, or its end is missing.");
    }

    private static Entry entry(ByteBuffer in) {
        int start = in.position();
        if (in.getInt() != ENTRY_SIGNATURE) {
            throw damaged();
        }
        int nameLength = Short.toUnsignedInt(in.getShort(start + 28));
        int rest = Short.toUnsignedInt(in.getShort(start + 30)) + Short.toUnsignedInt(in.getShort(start + 32));
        if (nameLength > MAX_NAME_BYTES) {
            throw whole("The zip has a name that is longer than 1,000 bytes.");
        }
        byte[] name = new byte[nameLength];
        in.position(start + 46).get(name).position(in.position() + rest);
        return new Entry(
                text(name),
                Short.toUnsignedInt(in.getShort(start + 8)),
                Short.toUnsignedInt(in.getShort(start + 10)),
                unsigned(in.getInt(start + 16)),
                unsigned(in.getInt(start + 20)),
                unsigned(in.getInt(start + 24)),
                unsigned(in.getInt(start + 42)),
                in.getInt(start + 38) >>> 16);
    }

    private static String text(byte[] name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AppDirectoryException(
                    AppDirectoryException.WHOLE, "The zip has a name that is not UTF-8 text; rename that file.", e);
        }
    }

    /**
     * The content, never more than the archive claims and its reader allows.
     *
     * @param path how errors name the file
     */
    byte[] content(String path, Entry entry) {
        if ((entry.flags() & ENCRYPTED) != 0) {
            throw new AppDirectoryException(path, "The file is encrypted; make a zip without a password.");
        }
        if (entry.size() > AppFiles.MAX_FILE_BYTES) {
            throw new AppDirectoryException(path, "The file is larger than 5 MB.");
        }
        byte[] content = unpacked(path, entry);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.size() || crc.getValue() != entry.crc()) {
            throw damaged(path);
        }
        return content;
    }

    private byte[] unpacked(String path, Entry entry) {
        Inflater inflater = new Inflater(true);
        try (InputStream packed = packed(entry);
                InputStream in = entry.method() == STORED ? packed : new InflaterInputStream(packed, inflater)) {
            if (entry.method() != STORED && entry.method() != DEFLATED) {
                throw new AppDirectoryException(path, "The file is packed with an unusual method; use deflate.");
            }
            return in.readNBytes((int) entry.size() + 1);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException | IOException e) {
            throw damaged(path);
        } finally {
            inflater.end();
        }
    }

    /** The lengths in the local header are its own: they may differ from those of the central directory. */
    private InputStream packed(Entry entry) {
        ByteBuffer local = at(entry.offset());
        int start = local.position();
        if (local.getInt() != LOCAL_SIGNATURE) {
            throw new BufferUnderflowException();
        }
        int names = Short.toUnsignedInt(local.getShort(start + 26)) + Short.toUnsignedInt(local.getShort(start + 28));
        local.position(start + LOCAL_BYTES + names);
        if (entry.packedSize() > local.remaining()) {
            throw new BufferUnderflowException();
        }
        return new ByteArrayInputStream(bytes.array(), local.position(), (int) entry.packedSize());
    }

    private ByteBuffer at(long offset) {
        if (offset > bytes.limit()) {
            throw new BufferUnderflowException();
        }
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position((int) offset);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    private static AppDirectoryException whole(String sentence) {
        return new AppDirectoryException(AppDirectoryException.WHOLE, sentence);
    }

    private static AppDirectoryException damaged() {
        return whole("The zip is damaged.");
    }

    private static AppDirectoryException damaged(String path) {
        return new AppDirectoryException(path, "The zip is damaged here.");
    }
}
