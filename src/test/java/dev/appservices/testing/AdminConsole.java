package dev.appservices.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an operator does with the realm of an app in the admin console. */
public final class AdminConsole {
    private final AdminApi admin;
    private final String realm;

    public AdminConsole(AppServer server) {
        this.admin = server.admin();
        this.realm = "/realms/" + server.realm();
    }

    public JsonNode get(String path) {
        return admin.get(realm + path);
    }

    public void post(String path, Object body) {
        admin.post(realm + path, body);
    }

    public void put(String path, Object body) {
        admin.put(realm + path, body);
    }

    public void delete(String path) {
        admin.delete(realm + path);
    }

    /** What the search field of the list of users finds. */
    public JsonNode search(String text) {
        return get("/users?search=" + text);
    }

    /** The user whom the app knows by 24 hex digits. */
    public ObjectNode user(String userId) {
        JsonNode found = search(userId);
        if (found.size() != 1) {
            throw new AssertionError("The console finds " + found.size() + " users for the id " + userId);
        }
        return (ObjectNode) found.get(0);
    }

    /** The console's address of that user. */
    public String userPath(String userId) {
        return "/users/" + user(userId).get("id").textValue();
    }

    /** How often each error is in the stored events of the user whom the app knows by 24 hex digits. */
    public Map<String, Long> errorsOf(String userId) {
        String id = user(userId).get("id").textValue();
        return StreamSupport.stream(get("/events?max=1000&user=" + id).spliterator(), false)
                .filter(event -> event.hasNonNull("error"))
                .collect(Collectors.groupingBy(event -> event.get("error").textValue(), Collectors.counting()));
    }

    /** The stored events of one request. */
    public List<JsonNode> eventsOf(String requestId) {
        return StreamSupport.stream(get("/events?max=1000").spliterator(), false)
                .filter(event ->
                        event.path("details").path("request_id").asText().equals(requestId))
                .toList();
    }
}
