package dev.appservices.adminapi;

import java.util.List;
import java.util.function.Supplier;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.keycloak.component.ComponentValidationException;
import org.keycloak.services.ErrorResponse;

import org.jboss.logging.Logger;

import dev.appservices.error.AppServicesException;
import dev.appservices.keycloak.DeploymentException;
import dev.appservices.migration.AppDirectoryException;

/** Our errors in the shape of Keycloak's own admin REST: one sentence as {@code errorMessage}. */
final class AdminErrors {
    private static final Logger logger = Logger.getLogger(AdminErrors.class);

    private AdminErrors() {}

    static Response translate(Supplier<Response> request) {
        try {
            return request.get();
        } catch (AppDirectoryException e) {
            throw error(400, String.valueOf(e.getMessage()));
        } catch (DeploymentException e) {
            throw error(status(e), e.sentence());
        } catch (ComponentValidationException e) {
            throw error(400, String.valueOf(e.getMessage()));
        } catch (AppServicesException e) {
            if (e.status() >= 500) {
                logger.errorf(e, "A request of an administrator failed: %s", e.publicText());
            }
            throw error(e.status(), e.publicText());
        }
    }

    static WebApplicationException forbidden() {
        return new ForbiddenException();
    }

    /** @param others the rows of the same path, for other methods */
    static WebApplicationException noRoute(List<AdminRoute> others) {
        return others.isEmpty()
                ? error(404, "There is no such path")
                : error(
                        405,
                        "This path has "
                                + String.join(
                                        " and ",
                                        others.stream().map(AdminRoute::method).toList()));
    }

    private static int status(DeploymentException e) {
        return switch (e.reason()) {
            case INVALID -> 400;
            case CONFLICT -> 409;
            case BUSY -> 503;
        };
    }

    private static WebApplicationException error(int status, String sentence) {
        return ErrorResponse.error(sentence, Status.fromStatusCode(status));
    }
}
