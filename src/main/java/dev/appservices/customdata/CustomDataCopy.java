package dev.appservices.customdata;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A user's document as it goes into tokens.
 *
 * @param json empty if it is too large
 * @param bytes its length as JSON; of a document that is much too large, the length in MongoDB
 */
public record CustomDataCopy(Optional<ObjectNode> json, long bytes) {
    /**
     * What App Services advised to stay below: a token travels in a header, and proxies give up at some length. nginx
     * takes 8 KB by default.
     */
    public static final int ADVISED_BYTES = 16 * 1024;

    /** No value takes more than this many times its length in JSON: an Int64 in an array, {@code 0,}. */
    private static final int MAX_SHRINKING = 16;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param maxBytes of the JSON text */
    public static CustomDataCopy of(RawBsonDocument document, int maxBytes) {
        long stored = document.getByteBuffer().remaining();
        if (stored > (long) maxBytes * MAX_SHRINKING) {
            return new CustomDataCopy(Optional.empty(), stored);
        }
        ObjectNode json = CustomDataJson.of(document);
        long bytes = length(json);
        return new CustomDataCopy(bytes > maxBytes ? Optional.empty() : Optional.of(json), bytes);
    }

    public boolean isLeftOut() {
        return json.isEmpty();
    }

    public boolean isLargerThanAdvised() {
        return bytes > ADVISED_BYTES;
    }

    private static long length(ObjectNode json) {
        Counter counter = new Counter();
        try {
            MAPPER.writeValue(counter, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.bytes;
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "CustomDataCopy[" + bytes + " bytes]";
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int oneByte) {
            bytes++;
        }

        @Override
        public void write(byte @Nullable [] data, int from, int length) {
            bytes += length;
        }
    }
}
