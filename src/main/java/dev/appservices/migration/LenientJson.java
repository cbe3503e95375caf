package dev.appservices.migration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON as it stands in repositories: with a byte order mark, comments and trailing commas. Everything else that is not
 * JSON is refused with line and column. A key that stands twice is refused too, since one of the two would be lost
 * without a word.
 */
final class LenientJson {
    /** Exported files nest about ten levels, schemas a few more; a reader that recurses is safe far beyond 200. */
    static final int MAX_DEPTH = 200;

    static final int MAX_KEY_LENGTH = 1_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_KEY_LENGTH)
                            .build())
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private LenientJson() {}

    static JsonNode parse(String file, byte[] content) {
        String text = decode(file, content);
        JsonNode node;
        try {
            node = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (StreamConstraintsException e) {
            throw new AppDirectoryException(file, constraint(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = file + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new AppDirectoryException(place, sentence(e));
        }
        if (node.isMissingNode()) {
            throw new AppDirectoryException(file, "The file is empty, where JSON is expected.");
        }
        return node;
    }

    private static String decode(String file, byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AppDirectoryException(file, "The file is not UTF-8 text.", e);
        }
    }

    private static String constraint(String message) {
        if (message.contains("nesting depth")) {
            return "The file nests deeper than " + MAX_DEPTH + " levels.";
        }
        if (message.contains("Name length")) {
            return "The file has a key that is longer than 1,000 characters.";
        }
        return "The file has a number that is too long to be read.";
    }

    /** Jackson's own words quote the text they stopped at, which may be half of a key or a password. */
    private static String sentence(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (e instanceof JsonEOFException) {
            return "The file ends in the middle of a value; a closing quote, brace or bracket is missing.";
        }
        if (message.startsWith("Duplicate")) {
            return "A key stands twice in the same object; remove one of them.";
        }
        if (message.contains("Trailing token")) {
            return "The file goes on after its end; something is left over behind the last closing brace or bracket.";
        }
        if (message.contains("was expecting comma")) {
            return "A comma is missing before this place.";
        }
        if (message.contains("was expecting a colon")) {
            return "A colon is missing between a key and its value.";
        }
        if (message.contains("to start field name") || message.contains("to start property name")) {
            return "A key in double quotes is expected here.";
        }
        return "This is not valid JSON.";
    }
}
