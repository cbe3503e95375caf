package dev.appservices.login.localuserpass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.AdminCall;
import dev.appservices.keycloak.PendingUsersService;

/** {@code /admin/realms/{realm}/app-services/pending-users}: registrations that have never logged in. */
public final class PendingUsersResource {
    /** As many as App Services listed at once. */
    private static final int DEFAULT_LIMIT = 50;

    private static final int MAX_LIMIT = 500;

    private PendingUsersResource() {}

    /** In the order of their ids; or the one of an address. */
    public static ResponseBuilder list(AdminCall call) {
        PendingUsersService pending = new PendingUsersService(call);
        List<PendingUser> page = call.query("email")
                .map(email -> pending.find(email).stream().toList())
                .orElseGet(() -> pending.list(
                        call.query("after").map(PendingUsersResource::id).orElse(""), limit(call)));
        return Replies.json(200, page.stream().map(PendingUsersResource::json).toList());
    }

    public static ResponseBuilder get(AdminCall call) {
        return Replies.json(200, json(new PendingUsersService(call).get(idOf(call))));
    }

    public static ResponseBuilder delete(AdminCall call) {
        new PendingUsersService(call).delete(idOf(call));
        return Replies.empty(204);
    }

    public static ResponseBuilder confirm(AdminCall call) {
        new PendingUsersService(call).confirm(idOf(call));
        return Replies.empty(204);
    }

    public static ResponseBuilder send(AdminCall call) {
        new PendingUsersService(call).send(idOf(call));
        return Replies.empty(204);
    }

    private static String idOf(AdminCall call) {
        return id(call.parameter("id"));
    }

    private static String id(String text) {
        if (!ObjectIds.isValid(text)) {
            throw AppServicesException.withoutCode(400, "The id of a registration has 24 hexadecimal digits");
        }
        return text;
    }

    private static int limit(AdminCall call) {
        String text = call.query("limit").orElse(String.valueOf(DEFAULT_LIMIT));
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw AppServicesException.withoutCode(400, "limit must be from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static Map<String, Object> json(PendingUser pending) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", pending.id());
        json.put("userId", pending.userId().hex());
        json.put("email", pending.email());
        json.put("confirmed", pending.confirmed());
        json.put("emailVerified", pending.emailVerified());
        json.put("createdAt", pending.createdAt().toString());
        pending.confirmation()
                .ifPresent(token ->
                        json.put("confirmationExpiresAt", token.expiresAt().toString()));
        return json;
    }
}
