package dev.appservices.login.customtoken;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.AdminCall;
import dev.appservices.keycloak.CustomTokenService;

/** {@code /admin/realms/{realm}/app-services/custom-token/test}: what each rule says of a token. Nobody is logged in. */
public final class CustomTokenTestResource {
    private CustomTokenTestResource() {}

    public static ResponseBuilder post(AdminCall call) {
        String token = JsonBody.read(call.body()).requiredString("token");
        CheckedToken checked = new CustomTokenService(call).check(token);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accepted", checked.identity().isPresent());
        checked.firstFailed()
                .ifPresent(failed -> json.put("refusedBy", failed.rule().text()));
        checked.identity().ifPresent(identity -> {
            json.put("id", identity.id());
            json.put("data", identity.data());
        });
        json.put("rules", rules(checked));
        return Replies.json(200, json);
    }

    private static List<Map<String, String>> rules(CheckedToken checked) {
        return checked.results().stream()
                .map(result -> {
                    Map<String, String> json = new LinkedHashMap<>();
                    json.put("rule", result.rule().text());
                    json.put("result", result.state().name().toLowerCase(Locale.ROOT));
                    if (!result.detail().isEmpty()) {
                        json.put("detail", result.detail());
                    }
                    return json;
                })
                .toList();
    }
}
