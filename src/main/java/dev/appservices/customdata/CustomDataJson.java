package dev.appservices.customdata;

import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDbPointer;
import org.bson.BsonDocument;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/**
 * Documents in the mixture of JSON and Extended JSON that SDKs read from a token: realm-web and Stitch hand it to the app
 * as it is, realm-core takes it for Extended JSON and understands dates in their canonical form only. So whatever JSON has
 * is plain, and everything else canonical.
 */
final class CustomDataJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Beyond these, JavaScript loses digits of a plain number. */
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private CustomDataJson() {}

    static ObjectNode of(BsonDocument document) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, BsonValue> field : document.entrySet()) {
            object.set(field.getKey(), of(field.getValue()));
        }
        return object;
    }

    private static JsonNode of(BsonValue value) {
        return switch (value.getBsonType()) {
            case DOCUMENT -> of(value.asDocument());
            case ARRAY -> array(value.asArray());
            case STRING -> JSON.textNode(value.asString().getValue());
            case BOOLEAN -> JSON.booleanNode(value.asBoolean().getValue());
            case INT32 -> JSON.numberNode(value.asInt32().getValue());
            case INT64 -> integer(value.asInt64().getValue());
            case DOUBLE -> number(value.asDouble().getValue());
            case DATE_TIME ->
                JSON.objectNode()
                        .set("$date", text("$numberLong", value.asDateTime().getValue()));
            case OBJECT_ID -> text("$oid", value.asObjectId().getValue().toHexString());
            case DECIMAL128 -> text("$numberDecimal", value.asDecimal128().getValue());
            case BINARY -> binary(value.asBinary());
            default -> rare(value);
        };
    }

    private static JsonNode rare(BsonValue value) {
        return switch (value.getBsonType()) {
            case TIMESTAMP -> timestamp(value.asTimestamp());
            case REGULAR_EXPRESSION -> expression(value.asRegularExpression());
            case SYMBOL -> text("$symbol", value.asSymbol().getSymbol());
            case JAVASCRIPT -> text("$code", value.asJavaScript().getCode());
            case JAVASCRIPT_WITH_SCOPE -> code(value.asJavaScriptWithScope());
            case DB_POINTER -> pointer(value.asDBPointer());
            case MIN_KEY -> JSON.objectNode().put("$minKey", 1);
            case MAX_KEY -> JSON.objectNode().put("$maxKey", 1);
            case UNDEFINED -> JSON.objectNode().put("$undefined", true);
            case NULL -> JSON.nullNode();
            default -> throw new IllegalStateException("A document has a value of the type " + value.getBsonType());
        };
    }

    private static JsonNode array(BsonArray values) {
        ArrayNode array = JSON.arrayNode(values.size());
        for (BsonValue value : values) {
            array.add(of(value));
        }
        return array;
    }

    private static JsonNode integer(long value) {
        return Math.abs(value) <= MAX_SAFE_INTEGER && value != Long.MIN_VALUE
                ? JSON.numberNode(value)
                : text("$numberLong", value);
    }

    /** JSON has no infinity. */
    private static JsonNode number(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : text("$numberDouble", value);
    }

    private static JsonNode binary(BsonBinary value) {
        ObjectNode content = JSON.objectNode();
        content.put("base64", Base64.getEncoder().encodeToString(value.getData()));
        content.put("subType", "%02x".formatted(value.getType()));
        return JSON.objectNode().set("$binary", content);
    }

    private static JsonNode timestamp(BsonTimestamp value) {
        ObjectNode content = JSON.objectNode();
        content.put("t", Integer.toUnsignedLong(value.getTime()));
        content.put("i", Integer.toUnsignedLong(value.getInc()));
        return JSON.objectNode().set("$timestamp", content);
    }

    private static JsonNode expression(BsonRegularExpression value) {
        ObjectNode content = JSON.objectNode();
        content.put("pattern", value.getPattern());
        content.put("options", value.getOptions());
        return JSON.objectNode().set("$regularExpression", content);
    }

    private static JsonNode code(BsonJavaScriptWithScope value) {
        ObjectNode object = JSON.objectNode().put("$code", value.getCode());
        return object.set("$scope", of(value.getScope()));
    }

    private static JsonNode pointer(BsonDbPointer value) {
        ObjectNode content = JSON.objectNode().put("$ref", value.getNamespace());
        content.set("$id", text("$oid", value.getId().toHexString()));
        return JSON.objectNode().set("$dbPointer", content);
    }

    private static ObjectNode text(String key, Object value) {
        return JSON.objectNode().put(key, value.toString());
    }
}
