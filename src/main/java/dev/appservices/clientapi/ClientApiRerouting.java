package dev.appservices.clientapi;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Sends requests of the client API to the path they mean, before Keycloak refuses one that has two slashes in a row
 * ({@code RejectNonNormalizedPathFilter}, which still sees the new path).
 */
@Singleton
public final class ClientApiRerouting {
    /** Before Keycloak's own filters, which stand at 301 and below. */
    private static final int PRIORITY = 600;

    private static final String ROOT_PATH = "quarkus.http.root-path";

    void register(@Observes Filters filters) {
        String configured = ConfigProvider.getConfig()
                .getOptionalValue(ROOT_PATH, String.class)
                .orElse("/");
        String root = configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
        filters.register(context -> reroute(context, root), PRIORITY);
    }

    /**
     * Bodies are JSON whatever they are called: Keycloak would read one that claims to be a form, and refuse one whose
     * type cannot be parsed.
     */
    private static void readAsJson(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
    }

    private static void reroute(RoutingContext context, String root) {
        String path = context.request().path();
        if (path != null && ClientApiPaths.isClientApi(path)) {
            readAsJson(context.request());
        }
        Optional<String> canonical = path == null ? Optional.empty() : ClientApiPaths.canonical(path, root);
        if (canonical.isEmpty()) {
            context.next();
            return;
        }
        String query = context.request().query();
        context.reroute(query == null ? canonical.get() : canonical.get() + "?" + query);
    }
}
