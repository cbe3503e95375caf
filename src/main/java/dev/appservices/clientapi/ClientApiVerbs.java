package dev.appservices.clientapi;

import java.io.InputStream;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import dev.appservices.keycloak.ApiMount;

/**
 * Every method on every path, so that JAX-RS never answers for us: its own 404, 405, 406 and 415 have neither our shape nor
 * CORS headers. Nothing is consumed or produced by annotation for the same reason.
 */
public abstract class ClientApiVerbs {
    private static final String REST = "{path:.*}";

    abstract ApiMount mount();

    @GET
    @Path(REST)
    public Response get(@PathParam("path") String path, InputStream body) {
        return handle("GET", path, body);
    }

    @HEAD
    @Path(REST)
    public Response head(@PathParam("path") String path) {
        return handle("HEAD", path, InputStream.nullInputStream());
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

    @PATCH
    @Path(REST)
    public Response patch(@PathParam("path") String path, InputStream body) {
        return handle("PATCH", path, body);
    }

    @DELETE
    @Path(REST)
    public Response delete(@PathParam("path") String path, InputStream body) {
        return handle("DELETE", path, body);
    }

    @OPTIONS
    @Path(REST)
    public Response options(@PathParam("path") String path) {
        return new ClientApi(mount()).preflight(path);
    }

    private Response handle(String method, String path, InputStream body) {
        return new ClientApi(mount()).handle(method, path, body);
    }
}
