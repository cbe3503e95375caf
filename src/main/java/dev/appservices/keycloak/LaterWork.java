package dev.appservices.keycloak;

import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import org.keycloak.common.ClientConnection;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

import org.jboss.logging.Logger;

import dev.appservices.error.AppServicesException;

/**
 * Does what a request asks for after its answer, so that neither what is answered nor when tells anything about what was
 * found. Only so many wait or run at once.
 */
final class LaterWork {
    private static final Logger logger = Logger.getLogger(LaterWork.class);
    private static final Semaphore PLACES = new Semaphore(256);

    private LaterWork() {}

    /** @param work what it throws is told by events and the log */
    static void after(UserpassRequest request, Consumer<UserpassRequest> work) {
        KeycloakSession session = request.session();
        Origin origin = Origin.of(session);
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        if (!PLACES.tryAcquire()) {
            throw AppServicesException.busy("too many mails at once");
        }
        try {
            session.getProvider(ExecutorsProvider.class)
                    .getExecutor("app-services-mails")
                    .execute(() -> run(factory, origin, request, work));
        } catch (RejectedExecutionException e) {
            PLACES.release();
            throw AppServicesException.unavailable("the server is stopping", e);
        }
    }

    private static void run(
            KeycloakSessionFactory factory, Origin origin, UserpassRequest request, Consumer<UserpassRequest> work) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> {
                if (origin.enter(session)) {
                    work.accept(request.in(session));
                }
            });
        } catch (AppServicesException e) {
            if (e.status() >= 500) {
                logger.errorf(e, "Request %s failed after its answer", request.requestId());
            }
        } catch (RuntimeException e) {
            logger.errorf(e, "Request %s failed after its answer", request.requestId());
        } finally {
            PLACES.release();
        }
    }

    /** What a session must know of the request that it works for. */
    private record Origin(String realmId, String clientId, Locale locale, String host, String address) {
        static Origin of(KeycloakSession session) {
            ClientConnection connection = session.getContext().getConnection();
            return new Origin(
                    session.getContext().getRealm().getId(),
                    session.getContext().getClient().getId(),
                    session.getContext().resolveLocale(null),
                    String.valueOf(connection.getRemoteHost()),
                    String.valueOf(connection.getRemoteAddr()));
        }

        /** False where realm or client is gone by now. */
        boolean enter(KeycloakSession session) {
            var realm = session.realms().getRealm(realmId);
            var client = realm == null ? null : realm.getClientById(clientId);
            if (realm == null || client == null) {
                return false;
            }
            session.getContext().setRealm(realm);
            session.getContext().setClient(client);
            session.getContext().setConnection(new Connection(host, address));
            session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, locale.toLanguageTag());
            return true;
        }
    }

    private record Connection(String host, String address) implements ClientConnection {
        @Override
        public String getRemoteHost() {
            return host;
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }
    }
}
