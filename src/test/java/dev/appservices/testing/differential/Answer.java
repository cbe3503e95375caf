package dev.appservices.testing.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a realm answered, with symbols for what must differ. */
public record Answer(int status, String location, JsonNode body) {
    /** For a request that cannot be made, since it needs what no answer before it had. */
    static final Answer NOT_SENT = new Answer(0, "", JsonNodeFactory.instance.textNode("not sent"));

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", status);
        if (!location.isEmpty()) {
            json.put("location", location);
        }
        return json.set("body", body);
    }

    @Override
    public String toString() {
        return status + (location.isEmpty() ? "" : " Location: " + location) + " " + body;
    }
}
