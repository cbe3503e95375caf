package dev.appservices.clientapi;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import org.jboss.logging.Logger;

import dev.appservices.app.App;
import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.http.BearerToken;
import dev.appservices.http.Cors;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.ApiMount;

/** One request of the client API: finds route, realm and app, and answers in the shape of App Services whatever happens. */
final class ClientApi {
    private static final Logger logger = Logger.getLogger(ClientApi.class);

    private static final ClientApiMetrics METRICS = new ClientApiMetrics();

    private final ApiMount mount;
    private final String requestId = ObjectIds.random();
    private Optional<App> app = Optional.empty();
    private Optional<ClientApiRoutes.Match> found = Optional.empty();

    ClientApi(ApiMount mount) {
        this.mount = mount;
    }

    Response handle(String method, String path, InputStream body) {
        long started = System.nanoTime();
        ResponseBuilder reply;
        Optional<AppServicesException> error = Optional.empty();
        try {
            reply = route(method, path, body);
        } catch (RuntimeException e) {
            AppServicesException told = AppServicesExceptions.of(e);
            error = Optional.of(told);
            reply = failed(told, method);
        }
        count(error, Duration.ofNanos(System.nanoTime() - started));
        cors().addTo(reply, app);
        return reply.header(Replies.REQUEST_ID_HEADER, requestId).build();
    }

    /** A preflight has no credentials, so a path without App ID belongs to no app yet; the real request is checked. */
    Response preflight(String path) {
        try {
            ClientApiRoutes.appIn(path).ifPresent(id -> app = mount.findApp(id));
        } catch (RuntimeException e) {
            mount.rollback();
            logger.warnf(e, "Preflight %s failed", requestId);
        }
        ResponseBuilder reply = Replies.empty(204);
        cors().addPreflightTo(reply, app);
        return reply.header(Replies.REQUEST_ID_HEADER, requestId).build();
    }

    private ResponseBuilder route(String method, String path, InputStream body) {
        found = ClientApiRoutes.find(method, path);
        ClientApiRoutes.appIn(path).ifPresent(id -> app = mount.findApp(id));
        if (found.isEmpty()) {
            return unrouted(path);
        }
        ClientApiRoutes.Match match = found.get();
        Optional<String> appId = match.app();
        if (appId.isPresent() && app.isEmpty()) {
            throw AppServicesException.withoutCode(404, "cannot find app using Client App ID '" + appId.get() + "'");
        }
        if (appId.isEmpty()) {
            enterAppOfToken(match.route().unusableToken());
        }
        mount.requireTls();
        return match.route().handler().handle(call(match.parameters(), body));
    }

    /** Routes without App ID: the token says where to look, and nothing of it is believed before it is verified. */
    private void enterAppOfToken(String unusable) {
        BearerToken token = BearerToken.of(mount.authorization());
        app = token.claimedApp().flatMap(mount::findApp);
        if (app.isEmpty()) {
            throw new AppServicesException(ErrorCode.INVALID_SESSION, unusable);
        }
    }

    private ResponseBuilder unrouted(String path) {
        List<String> methods = ClientApiRoutes.methods(path);
        AppServicesException error = methods.isEmpty()
                ? AppServicesException.withoutCode(404, "no such endpoint")
                : AppServicesException.withoutCode(405, "method not allowed");
        ResponseBuilder reply = Replies.error(error, mount.logsUrl(), requestId);
        return methods.isEmpty() ? reply : reply.header("Allow", String.join(", ", methods));
    }

    private ApiCall call(Map<String, String> parameters, InputStream body) {
        return new ApiCall(mount.session(), requestId, mount.baseUrl(), parameters, app, body);
    }

    private void count(Optional<AppServicesException> error, Duration took) {
        found.ifPresent(match -> match.route().operation().ifPresent(operation -> {
            Optional<String> provider = Optional.ofNullable(match.parameters().get(ClientApiRoutes.PROVIDER));
            METRICS.count(operation, app, provider.or(mount::provider), error, took);
        }));
    }

    private ResponseBuilder failed(AppServicesException error, String method) {
        if (!error.isDecision()) {
            mount.rollback();
        }
        boolean operatorsMatter = error.status() >= 500 && error.getCause() != null;
        if (operatorsMatter) {
            logger.errorf(error, "%s %s failed, request %s", method, mount.rawPath(), requestId);
        } else {
            logger.debugf(error, "%s %s refused, request %s", method, mount.rawPath(), requestId);
        }
        ResponseBuilder reply = Replies.error(error, mount.logsUrl(), requestId);
        return error.retryAfter().isZero()
                ? reply
                : reply.header(HttpHeaders.RETRY_AFTER, error.retryAfter().toSeconds());
    }

    private Cors cors() {
        return new Cors(mount.header("Origin"), mount.header("Access-Control-Request-Headers"));
    }
}
