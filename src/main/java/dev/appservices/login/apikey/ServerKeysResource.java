package dev.appservices.login.apikey;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.AdminCall;
import dev.appservices.keycloak.ServerKeyService;
import dev.appservices.login.apikey.ServerKeys.Created;
import dev.appservices.login.apikey.ServerKeys.ServerKey;

/** {@code /admin/realms/{realm}/app-services/api-keys}: the keys of the app. */
public final class ServerKeysResource {
    private ServerKeysResource() {}

    public static ResponseBuilder list(AdminCall call) {
        return Replies.json(
                200,
                new ServerKeyService(call)
                        .list().stream().map(ServerKeysResource::json).toList());
    }

    /** The only answer with the key itself. */
    public static ResponseBuilder post(AdminCall call) {
        String name = JsonBody.read(call.body()).string("name").orElseThrow(NewApiKey::missingName);
        Created created = new ServerKeyService(call).create(name);
        Map<String, Object> json = json(new ServerKey(created.key().key(), created.user()));
        json.put("key", created.key().secret());
        return Replies.json(201, json);
    }

    public static ResponseBuilder get(AdminCall call) {
        return Replies.json(200, json(new ServerKeyService(call).get(id(call))));
    }

    public static ResponseBuilder enable(AdminCall call) {
        new ServerKeyService(call).enable(id(call));
        return Replies.empty(204);
    }

    public static ResponseBuilder disable(AdminCall call) {
        new ServerKeyService(call).disable(id(call));
        return Replies.empty(204);
    }

    public static ResponseBuilder delete(AdminCall call) {
        new ServerKeyService(call).delete(id(call));
        return Replies.empty(204);
    }

    private static String id(AdminCall call) {
        return call.parameter("id");
    }

    private static Map<String, Object> json(ServerKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.key().id());
        json.put("name", key.key().name());
        json.put("enabled", key.key().enabled());
        json.put("createdAt", key.key().createdAt().toString());
        json.put("userId", key.user().id().hex());
        return json;
    }
}
