package dev.appservices.clientapi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.appservices.testing.PlainHttp;
import dev.appservices.testing.ReverseProxy;
import dev.appservices.testing.ReverseProxy.Program;

import static org.assertj.core.api.Assertions.assertThat;

/** The proxy configurations of the README, each in its own program, before a server that tells what has reached it. */
class ReverseProxyIT {
    private static final String REACHED = "reached the server:";

    private HttpServer upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", ReverseProxyIT::tell);
        upstream.start();
    }

    @AfterEach
    void stopUpstream() {
        upstream.stop(0);
    }

    private static void tell(HttpExchange exchange) throws IOException {
        byte[] text = (REACHED + " " + exchange.getRequestURI() + " " + new TreeMap<>(exchange.getRequestHeaders()))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @ParameterizedTest
    @EnumSource
    void pathsThatClientsSendArriveAsTheyWereSent(Program program) {
        program.assumeInstalled();
        try (ReverseProxy proxy = started(program)) {
            for (String path : List.of(
                    "/api/client/v2.0/app/an-app/location?x=y",
                    "//api/client/v2.0/app/an-app/location",
                    "/api/client/v2.0/api/client/v2.0/app/an-app/location",
                    "/realms/an-app/app-services/api/client/v2.0/app/an-app/location",
                    "/realms/an-app/app-services//api/client/v2.0/app/an-app/location",
                    "/realms/an-app/protocol/openid-connect/token",
                    "/realms/masterly/protocol/openid-connect/token",
                    "/resources/1a2b/login/app-services/css/styles.css")) {
                assertThat(client(proxy).get(path).text()).contains(REACHED + " " + path + " ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherPathsDoNotArrive(Program program) {
        program.assumeInstalled();
        try (ReverseProxy proxy = started(program)) {
            for (String path : List.of(
                    "/",
                    "/admin/master/console/",
                    "//admin/master/console/",
                    "/api/admin/v3.0/groups",
                    "/metrics",
                    "/realms/master",
                    "/realms/master/protocol/openid-connect/token",
                    "//realms//master/protocol/openid-connect/token",
                    "/%72ealms/m%61ster/protocol/openid-connect/token",
                    "/realms/m%61ster/protocol/openid-connect/token",
                    "/realms/an-app/../master/protocol/openid-connect/token",
                    "/realms/./master/protocol/openid-connect/token",
                    "/api/client/../../admin/master/console/",
                    "/api/client/%2e%2e/%2E%2E/admin/master/console/",
                    "/resources/..%2fadmin/master/console/")) {
                PlainHttp.Reply reply = client(proxy).get(path);
                assertThat(reply.text()).as(path).doesNotContain(REACHED);
                assertThat(reply.status()).as(path).isBetween(400, 404);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux has all of 127.0.0.0/8")
    void headersOfAClientThatLiesAreReplaced(Program program) throws IOException {
        program.assumeInstalled();
        try (ReverseProxy proxy = started(program)) {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
            String authority = URI.create(proxy.publicUrl()).getAuthority();

            String text = client(proxy)
                    .from(address)
                    .get(
                            "/realms/an-app",
                            "X-Forwarded-For: 6.6.6.6",
                            "X-Forwarded-Host: evil.example.com",
                            "X-Forwarded-Port: 666",
                            "X-Forwarded-Proto: gopher",
                            "X-Forwarded-Prefix: /evil",
                            "Forwarded: for=6.6.6.6;host=evil.example.com")
                    .text();

            assertThat(text)
                    .contains("X-forwarded-for=[127.0.0.9]", "X-forwarded-host=[" + authority + "]")
                    .contains(
                            "X-forwarded-proto=[https]",
                            "X-forwarded-port=[" + authority.split(":", 2)[1] + "]")
                    .doesNotContain("6.6.6.6", "evil", "666,", "gopher");
        }
    }

    private ReverseProxy started(Program program) {
        ReverseProxy proxy = new ReverseProxy(program);
        proxy.start("127.0.0.1:" + upstream.getAddress().getPort());
        return proxy;
    }

    private static PlainHttp client(ReverseProxy proxy) {
        return new PlainHttp(proxy.certificate().trusting().getSocketFactory(), URI.create(proxy.publicUrl()));
    }
}
