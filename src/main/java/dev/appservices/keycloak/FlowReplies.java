package dev.appservices.keycloak;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.util.JsonSerialization;

import dev.appservices.error.AppServicesException;

/**
 * How our steps end a flow that failed. The reply has the OAuth 2.0 shape of Keycloak's token endpoint (RFC 6749, section
 * 5.2), where the same steps run; SDKs never see it, since {@link LoginService} throws the error itself.
 */
public final class FlowReplies {
    private FlowReplies() {}

    public static void fail(AuthenticationFlowContext context, AppServicesException error) {
        String code = error.status() >= 500 ? OAuthErrorException.SERVER_ERROR : OAuthErrorException.INVALID_GRANT;
        OAuth2ErrorRepresentation body = new OAuth2ErrorRepresentation(code, error.publicText());
        context.forceChallenge(Response.status(error.status())
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .entity(JsonSerialization.valueAsString(body))
                .build());
    }
}
