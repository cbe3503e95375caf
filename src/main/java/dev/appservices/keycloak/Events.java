package dev.appservices.keycloak;

import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/** Events of Keycloak that carry the id of the request, by which an operator finds what a client was told. */
public final class Events {
    public static final String REQUEST_ID_DETAIL = "request_id";

    private Events() {}

    public static EventBuilder of(KeycloakSession session, EventType type, String requestId) {
        return new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(type)
                .detail(REQUEST_ID_DETAIL, requestId);
    }
}
