package dev.appservices.clientapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.app.LocationResource;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.http.BearerToken;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.SdkSessions;
import dev.appservices.login.LoginResource;
import dev.appservices.login.apikey.ApiKeysResource;
import dev.appservices.login.localuserpass.ConfirmResource;
import dev.appservices.login.localuserpass.RegisterResource;
import dev.appservices.login.localuserpass.ResetResource;
import dev.appservices.session.SessionResource;
import dev.appservices.user.DeletionResource;
import dev.appservices.user.ProfileResource;

/** The routing table: every URL of the client API, below {@code /api/client/v2.0}. */
final class ClientApiRoutes {
    /** The named part of a path that is the App ID. */
    static final String APP = "app";

    /** The named part of a path that is the provider of a login. */
    static final String PROVIDER = "provider";

    private static final List<Route> ROUTES = List.of(
            Route.of("GET", "app/{app}/location", LocationResource::get),
            Route.of("POST", "app/{app}/auth/providers/{provider}/login", LoginResource::post)
                    .countedAs(Operation.LOGIN),
            Route.of("GET", "app/{app}/auth/providers/{provider}/login", LoginResource::get)
                    .countedAs(Operation.LOGIN),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/register", RegisterResource::post)
                    .countedAs(Operation.REGISTRATION),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/confirm", ConfirmResource::confirm),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/confirm/send", ConfirmResource::send),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/confirm/call", ConfirmResource::call),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/reset", ResetResource::reset),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/reset/send", ResetResource::send),
            Route.of("POST", "app/{app}/auth/providers/local-userpass/reset/call", ResetResource::call),
            Route.of("POST", "auth/session", SessionResource::post).countedAs(Operation.REFRESH),
            Route.of("DELETE", "auth/session", SessionResource::delete),
            Route.of("GET", "auth/profile", ProfileResource::get),
            Route.of("DELETE", "auth/delete", DeletionResource::delete),
            Route.of("GET", "auth/api_keys", ApiKeysResource::list),
            Route.of("POST", "auth/api_keys", ApiKeysResource::post),
            Route.of("GET", "auth/api_keys/{id}", ApiKeysResource::get),
            Route.of("DELETE", "auth/api_keys/{id}", ApiKeysResource::delete),
            Route.of("PUT", "auth/api_keys/{id}/enable", ApiKeysResource::enable),
            Route.of("PUT", "auth/api_keys/{id}/disable", ApiKeysResource::disable),
            Route.of("GET", "app/{app}/realm-sync", ClientApiRoutes::sync),
            Route.of("PUT", "app/{app}/push/providers/{service}/registration", ClientApiRoutes::push),
            Route.of("DELETE", "app/{app}/push/providers/{service}/registration", ClientApiRoutes::push));

    private ClientApiRoutes() {}

    /** A route, and the named parts of the path that led to it. */
    record Match(Route route, Map<String, String> parameters) {
        Optional<String> app() {
            return Optional.ofNullable(parameters.get(APP));
        }
    }

    static Optional<Match> find(String method, String path) {
        List<String> segments = Route.split(path);
        return ROUTES.stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route -> route.match(segments).map(named -> new Match(route, named)).stream())
                .findFirst();
    }

    /** The methods that this path has; empty when there is no such path. */
    static List<String> methods(String path) {
        List<String> segments = Route.split(path);
        return ROUTES.stream()
                .filter(route -> route.match(segments).isPresent())
                .map(Route::method)
                .distinct()
                .toList();
    }

    /** The App ID in a path, whatever else the path is. */
    static Optional<String> appIn(String path) {
        List<String> segments = Route.split(path);
        return segments.size() > 1
                        && APP.equals(segments.get(0))
                        && !segments.get(1).isBlank()
                ? Optional.of(segments.get(1))
                : Optional.empty();
    }

    private static ResponseBuilder sync(ApiCall call) {
        throw AppServicesException.withoutCode(404, "Device Sync is not served here");
    }

    private static ResponseBuilder push(ApiCall call) {
        new SdkSessions(call).authenticate(BearerToken.of(call.authorization()).value());
        throw new AppServicesException(
                ErrorCode.SERVICE_NOT_FOUND, "service not found: '" + call.parameter("service") + "'");
    }
}
