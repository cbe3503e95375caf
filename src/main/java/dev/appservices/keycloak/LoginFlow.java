package dev.appservices.keycloak;

import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Device;
import dev.appservices.login.LoginAttempt;
import dev.appservices.login.LoginRequest;

/**
 * Runs the authentication flow that is bound to an app's client, as Keycloak's own direct grant does.
 *
 * <p>Stock steps beside ours answer with pages or in OAuth's shape. Only errors that our own steps left are passed on;
 * whatever else ends the flow is told from its event.
 */
public final class LoginFlow {
    private static final String ATTRIBUTE = LoginAttempt.class.getName();
    private static final String PROVIDER_FIELD = "provider";

    private final KeycloakSession session;
    private final EventBuilder event;

    LoginFlow(KeycloakSession session, EventBuilder event) {
        this.session = session;
        this.event = event;
    }

    /** The attempt that a step is part of: ours, or one at Keycloak's token endpoint that names a provider. */
    public static Optional<LoginAttempt> attempt(AuthenticationFlowContext context) {
        KeycloakSession session = context.getSession();
        LoginAttempt known = session.getAttribute(ATTRIBUTE, LoginAttempt.class);
        if (known != null) {
            return Optional.of(known);
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<LoginAttempt> posted = Optional.ofNullable(form.getFirst(PROVIDER_FIELD))
                .flatMap(ProviderType::ofWireName)
                .map(type -> new LoginAttempt(new LoginRequest(type, new FormPayload(form), Device.NONE)));
        posted.ifPresent(attempt -> session.setAttribute(ATTRIBUTE, attempt));
        return posted;
    }

    /** Runs the flow to its end; returns only when the user of {@code authSession} is known. */
    AuthenticationProcessor run(AuthenticationSessionModel authSession, LoginAttempt attempt) {
        session.setAttribute(ATTRIBUTE, attempt);
        AuthenticationFlowModel flow = AuthenticationFlowResolver.resolveDirectGrantFlow(authSession);
        AuthenticationProcessor processor = new AuthenticationProcessor();
        processor
                .setAuthenticationSession(authSession)
                .setFlowId(flow.getId())
                .setFlowPath("token")
                .setConnection(session.getContext().getConnection())
                .setEventBuilder(event)
                .setRealm(session.getContext().getRealm())
                .setSession(session)
                .setUriInfo(session.getContext().getUri())
                .setRequest(SdkRequest.of(
                        session.getContext().getHttpRequest(), attempt.request().payload()));
        Response ended;
        try {
            ended = processor.authenticateOnly();
        } catch (AuthenticationFlowException e) {
            throw attempt.refusal().orElseGet(() -> unhandled(attempt, e));
        }
        if (ended != null) {
            throw attempt.refusal().orElseGet(this::stoppedByAnotherStep);
        }
        return processor;
    }

    /** No step took the provider: it is switched off, or not in the flow. */
    private AppServicesException unhandled(LoginAttempt attempt, AuthenticationFlowException e) {
        if (attempt.user().isPresent() || attempt.proven().isPresent()) {
            return stoppedByAnotherStep();
        }
        boolean nobodyAnswered = e.getError() == AuthenticationFlowError.UNKNOWN_USER;
        if (!nobodyAnswered) {
            throw new IllegalStateException("The login flow failed: " + e.getError(), e);
        }
        event.error(Errors.INVALID_REQUEST);
        return LoginService.unsupported(attempt.request().provider());
    }

    private AppServicesException stoppedByAnotherStep() {
        String error = event.getEvent().getError();
        if (error == null) {
            event.error(Errors.ACCESS_DENIED);
        }
        boolean denied = error == null || Errors.ACCESS_DENIED.equals(error);
        return new AppServicesException(
                ErrorCode.AUTH_ERROR, denied ? "access denied" : "additional authentication is required");
    }
}
