package dev.appservices.adminapi;

import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import dev.appservices.keycloak.AdminCall;

/** Finds the row of the table, so that no URL is without one, and asks for its roles before anything is read. */
public final class AdminApiResource {
    private static final String REST = "{path:.*}";
    private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");

    private final Function<InputStream, AdminCall> calls;

    AdminApiResource(Function<InputStream, AdminCall> calls) {
        this.calls = calls;
    }

    @GET
    @Path(REST)
    public Response get(@PathParam("path") String path) {
        return handle("GET", path, InputStream.nullInputStream());
    }

    @POST
    @Path(REST)
    public Response post(@PathParam("path") String path, InputStream body) {
        return handle("POST", path, body);
    }

    @PUT
    @Path(REST)
    public Response put(@PathParam("path") String path, InputStream body) {
        return handle("PUT", path, body);
    }

    @DELETE
    @Path(REST)
    public Response delete(@PathParam("path") String path, InputStream body) {
        return handle("DELETE", path, body);
    }

    private Response handle(String method, String path, InputStream body) {
        String plain = TRAILING_SLASHES.matcher(path).replaceAll("");
        List<AdminRoute> routes = AdminRoutes.at(plain);
        AdminRoute route = routes.stream()
                .filter(row -> row.method().equals(method))
                .findFirst()
                .orElseThrow(() -> AdminErrors.noRoute(routes));
        AdminCall call = calls.apply(body).with(route.match(plain).orElseThrow());
        if (!call.hasAll(route.roles())) {
            throw AdminErrors.forbidden();
        }
        AdminCall routed = call.with(route.match(plain).orElseThrow());
        return AdminErrors.translate(() -> route.handler().handle(routed).build());
    }
}
