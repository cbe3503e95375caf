package dev.appservices.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** Messages of MongoDB's wire protocol, as far as a proxy has to understand them. */
final class MongoWire {
    private static final int HEADER = 16;
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int REPLY_PREFIX = 20;
    private static final int MSG_PREFIX = 5;
    private static final int LARGEST = 48_000_000;

    private MongoWire() {}

    /** The next message with its header. */
    static byte[] read(InputStream in) throws IOException {
        byte[] length = new byte[4];
        new DataInputStream(in).readFully(length);
        int size = little(length).getInt(0);
        if (size < HEADER || size > LARGEST) {
            throw new IOException("A message of " + size + " bytes");
        }
        byte[] message = new byte[size];
        System.arraycopy(length, 0, message, 0, length.length);
        if (in.readNBytes(message, length.length, size - length.length) != size - length.length) {
            throw new EOFException("A message ends early");
        }
        return message;
    }

    static int requestId(byte[] message) {
        return little(message).getInt(4);
    }

    /** The document of a request or a reply. */
    static BsonDocument document(byte[] message) {
        ByteBuffer buffer = little(message).position(start(message)).slice().order(ByteOrder.LITTLE_ENDIAN);
        return new BsonDocumentCodec()
                .decode(new BsonBinaryReader(buffer), DecoderContext.builder().build());
    }

    /** The same message with another document, and nothing after that. */
    static byte[] with(byte[] message, BsonDocument document) {
        byte[] bytes = bytes(document);
        int start = start(message);
        byte[] changed = new byte[start + bytes.length];
        little(changed).put(message, 0, start).put(bytes).putInt(0, changed.length);
        if (opcode(message) == OP_MSG) {
            little(changed).putInt(HEADER, 0);
        }
        return changed;
    }

    /** An {@code OP_MSG} that answers a request. */
    static byte[] reply(byte[] request, BsonDocument document) {
        byte[] bytes = bytes(document);
        byte[] reply = new byte[HEADER + MSG_PREFIX + bytes.length];
        little(reply)
                .putInt(reply.length)
                .putInt(1)
                .putInt(requestId(request))
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(bytes);
        return reply;
    }

    private static int start(byte[] message) {
        return switch (opcode(message)) {
            case OP_MSG -> HEADER + MSG_PREFIX;
            case OP_REPLY -> HEADER + REPLY_PREFIX;
            case OP_QUERY -> HEADER + 4 + collectionLength(message) + 8;
            default -> throw new IllegalStateException("Opcode " + opcode(message));
        };
    }

    private static int collectionLength(byte[] message) {
        int end = HEADER + 4;
        while (message[end] != 0) {
            end++;
        }
        return end + 1 - HEADER - 4;
    }

    private static int opcode(byte[] message) {
        return little(message).getInt(12);
    }

    private static byte[] bytes(BsonDocument document) {
        try (BasicOutputBuffer out = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
            return out.toByteArray();
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
