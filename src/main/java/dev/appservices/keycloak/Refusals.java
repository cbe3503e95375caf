package dev.appservices.keycloak;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;

import org.keycloak.services.ErrorResponse;

/** What operators may not do to a user. */
public final class Refusals {
    private Refusals() {}

    /** The admin console shows the sentence; for an exception of a model it says no more than that something failed. */
    public static WebApplicationException withSentence(String sentence) {
        return ErrorResponse.error(sentence, Status.BAD_REQUEST);
    }
}
