package dev.appservices.keycloak;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.util.JsonSerialization;
import org.keycloak.utils.MediaTypeMatcher;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.apikey.ApiKeyStore;
import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.UserDirectory;

/**
 * An outage of a user store as Keycloak's own code has to be told of it: HTTP 503, as a page or in OAuth's shape. Of any
 * other exception its login page makes a 400 and the event of a wrong password.
 *
 * <p>Its cause is the error that our own routes answer with.
 */
public final class UnavailableStore extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    /** RFC 6749, section 4.1.2.1. */
    private static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";

    private static final String TEXT = "the user store is not available";

    private final transient KeycloakSession session;

    private UnavailableStore(KeycloakSession session, AppServicesException cause) {
        super(TEMPORARILY_UNAVAILABLE, cause, Status.SERVICE_UNAVAILABLE);
        this.session = session;
    }

    /** The same stores for Keycloak's user-storage SPI. A proxy, since each method is treated alike. */
    public static Stores telling(KeycloakSession session, Supplier<Stores> connect) {
        try {
            Stores stores = connect.get();
            return new Stores(
                    proxy(session, UserDirectory.class, stores.users()),
                    proxy(session, PendingUsers.class, stores.pendingUsers()),
                    proxy(session, ApiKeyStore.class, stores.apiKeys()),
                    stores.limits());
        } catch (AppServicesException e) {
            throw translated(session, e);
        }
    }

    /** The answer of a store, told in the same way. */
    static <T> T asking(KeycloakSession session, Supplier<T> question) {
        try {
            return question.get();
        } catch (AppServicesException e) {
            throw translated(session, e);
        }
    }

    private static <T> T proxy(KeycloakSession session, Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        Throwable failure = e.getCause();
                        throw failure instanceof AppServicesException own ? translated(session, own) : failure;
                    }
                }));
    }

    private static RuntimeException translated(KeycloakSession session, AppServicesException e) {
        return e.status() == Status.SERVICE_UNAVAILABLE.getStatusCode() ? new UnavailableStore(session, e) : e;
    }

    /** Made when it is asked for: jobs have no request. Whoever answers with it has not done what was asked for. */
    @Override
    public Response getResponse() {
        session.getTransactionManager().setRollbackOnly();
        if (MediaTypeMatcher.isHtmlRequest(session.getContext().getHttpRequest().getHttpHeaders())) {
            return ErrorPage.error(
                    session,
                    session.getContext().getAuthenticationSession(),
                    Status.SERVICE_UNAVAILABLE,
                    Messages.INTERNAL_SERVER_ERROR);
        }
        return Response.status(Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .entity(JsonSerialization.valueAsString(new OAuth2ErrorRepresentation(TEMPORARILY_UNAVAILABLE, TEXT)))
                .build();
    }
}
