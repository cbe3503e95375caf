package dev.appservices.login.apikey;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.BearerToken;
import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.UserKeyService;
import dev.appservices.user.ApiKey;

/** {@code /auth/api_keys}, with the refresh token as bearer. Native clients log out at any 401 here. */
public final class ApiKeysResource {
    private ApiKeysResource() {}

    public static ResponseBuilder post(ApiCall call) {
        UserKeyService keys = keys(call);
        String name = JsonBody.read(call.body()).string("name").orElseThrow(NewApiKey::missingName);
        NewApiKey created = keys.create(name);
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("_id", created.key().id());
        reply.put("key", created.secret());
        reply.put("name", created.key().name());
        reply.put("disabled", false);
        return Replies.json(201, reply);
    }

    public static ResponseBuilder list(ApiCall call) {
        return Replies.json(
                200, keys(call).list().stream().map(ApiKeysResource::json).toList());
    }

    public static ResponseBuilder get(ApiCall call) {
        return Replies.json(200, json(keys(call).get(id(call))));
    }

    public static ResponseBuilder delete(ApiCall call) {
        keys(call).delete(id(call));
        return Replies.empty(204);
    }

    public static ResponseBuilder enable(ApiCall call) {
        keys(call).enable(id(call));
        return Replies.empty(204);
    }

    public static ResponseBuilder disable(ApiCall call) {
        keys(call).disable(id(call));
        return Replies.empty(204);
    }

    private static UserKeyService keys(ApiCall call) {
        return new UserKeyService(call, BearerToken.of(call.authorization()).value());
    }

    private static String id(ApiCall call) {
        return call.parameter("id");
    }

    private static Map<String, Object> json(ApiKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_id", key.id());
        json.put("name", key.name());
        json.put("disabled", !key.enabled());
        return json;
    }
}
