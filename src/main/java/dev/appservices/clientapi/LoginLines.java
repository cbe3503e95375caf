package dev.appservices.clientapi;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

import dev.appservices.http.JsonBody;
import dev.appservices.login.LoginQueue;
import dev.appservices.login.LoginQueue.Place;

/**
 * Makes logins of one address stand in a line before they get a worker thread, of which the server has about 50. To know
 * the address it reads the body, and leaves it where the server finds it as read.
 *
 * <p>A body of HTTP/2 cannot be left there: the server pauses each request, and Vert.x refuses that when the body has been
 * read. Such a login, from a client that reaches Keycloak without a proxy, has only the few waiting places of
 * {@code keycloak.BruteForce}.
 */
@Singleton
public final class LoginLines {
    /** After the path is known, see {@link ClientApiRerouting}; before Keycloak's own filters. */
    private static final int PRIORITY = 590;

    private static final int WAITING_FOR_ONE = 256;
    private static final int WAITING_IN_ALL = 4096;

    /** Native SDKs give up after a minute; a request that has waited this long goes on, and may be told to come again. */
    private static final long PATIENCE_MILLIS = 50_000;

    private final LoginQueue queue = new LoginQueue(WAITING_FOR_ONE, WAITING_IN_ALL);

    void register(@Observes Filters filters) {
        Gauge.builder("keycloak.app.services.logins.waiting", queue, LoginQueue::waiting)
                .description("Logins that wait for another login with the same address")
                .register(Metrics.globalRegistry);
        filters.register(this::filter, PRIORITY);
    }

    private void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        boolean expected = path != null
                && LoginAddress.isExpected(request.method().name(), path)
                && request.version() != HttpVersion.HTTP_2
                && !request.isEnded()
                && !request.headers().contains(HttpHeaders.EXPECT);
        if (!expected) {
            context.next();
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> append(body, chunk));
        request.endHandler(ended -> {
            ((RoutingContextInternal) context).setBody(body);
            line(context, path, body);
        });
        request.exceptionHandler(lost -> {}); // The connection is gone, and the request with it.
        request.resume();
    }

    /** One byte more than allowed is enough for the refusal that follows. */
    private static void append(Buffer body, Buffer chunk) {
        int room = JsonBody.MAX_BYTES + 1 - body.length();
        body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
    }

    private void line(RoutingContext context, String path, Buffer body) {
        Optional<String> address =
                body.length() > LoginAddress.MAX_BODY ? Optional.empty() : LoginAddress.of(path, body.getBytes());
        if (address.isEmpty()) {
            context.next();
            return;
        }
        Context own = context.vertx().getOrCreateContext();
        Place place = queue.join(address.get(), () -> own.runOnContext(turn -> go(context)));
        long timer = context.vertx().setTimer(PATIENCE_MILLIS, expired -> place.goUnserved());
        context.addEndHandler(answered -> {
            context.vertx().cancelTimer(timer);
            place.leave();
        });
    }

    /** Nobody waits any more for the answer to a request whose connection is closed; its end handler leaves the line. */
    private static void go(RoutingContext context) {
        if (!context.response().closed()) {
            context.next();
        }
    }
}
