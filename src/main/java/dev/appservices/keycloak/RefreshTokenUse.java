package dev.appservices.keycloak;

import jakarta.ws.rs.core.HttpHeaders;

import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import org.jboss.logging.Logger;

import dev.appservices.session.AlternatingClients;

/** Tells operators of refresh tokens that two clients use in turns: an event, a metric, a line in the log, and no more. */
final class RefreshTokenUse {
    static final String METRIC = "keycloak.app.services.refresh.tokens.alternating";
    static final String DETAIL = "refresh_token_use";
    static final String ALTERNATING = "two clients in turns";

    private static final Logger logger = Logger.getLogger(RefreshTokenUse.class);
    private static final AlternatingClients CLIENTS = new AlternatingClients(KeycloakClock.INSTANCE);

    private final ApiCall call;

    RefreshTokenUse(ApiCall call) {
        this.call = call;
    }

    void note(ClientModel client, TokenValidation validation) {
        String agent =
                call.session().getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.USER_AGENT);
        if (CLIENTS.alternates(validation.userSession.getId(), String.valueOf(agent))) {
            tell(client, validation);
        }
    }

    private void tell(ClientModel client, TokenValidation validation) {
        RealmModel realm = call.session().getContext().getRealm();
        logger.warnf(
                "Two clients use the refresh token of session %s of user %s in realm %s in turns; if they are not one"
                        + " person's, end the session",
                validation.userSession.getId(), validation.user.getId(), realm.getName());
        Events.of(call.session(), EventType.REFRESH_TOKEN, call.requestId())
                .client(client)
                .user(validation.user)
                .session(validation.userSession)
                .detail(DETAIL, ALTERNATING)
                .success();
        Counter.builder(METRIC)
                .description("Sessions whose refresh token two clients use in turns")
                .tag("realm", realm.getName())
                .register(Metrics.globalRegistry)
                .increment();
    }
}
