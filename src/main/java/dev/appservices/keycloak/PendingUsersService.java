package dev.appservices.keycloak;

import java.util.List;
import java.util.Optional;

import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.LocalUserpassConfig.Confirmation;
import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.login.localuserpass.PendingUsers;

/** What an administrator does with registrations; admin events tell of what was changed. */
public final class PendingUsersService {
    private final AdminCall call;
    private final RealmModel realm;
    private final PendingUsers pendingUsers;

    public PendingUsersService(AdminCall call) {
        this.call = call;
        this.realm = call.realm();
        this.pendingUsers = Stores.of(call.session(), realm).pendingUsers();
    }

    public List<PendingUser> list(String after, int max) {
        return pendingUsers.list(after, max);
    }

    /** The registration that an address means. */
    public Optional<PendingUser> find(String email) {
        return pendingUsers.findByEmailKeys(AppServicesConfig.emailKeysOf(realm).candidates(email));
    }

    /** @throws AppServicesException with HTTP 404 when there is none */
    public PendingUser get(String id) {
        return pendingUsers.findById(id).orElseThrow(PendingUsersService::absent);
    }

    public void delete(String id) {
        require(pendingUsers.delete(id));
        tell(OperationType.DELETE, id);
    }

    /** Lets the registration log in; that proves no address. */
    public void confirm(String id) {
        require(pendingUsers.confirm(id));
        tell(OperationType.ACTION, id, "confirm");
    }

    /** Mails a new pair. */
    public void send(String id) {
        PendingUser pending = get(id);
        if (pending.confirmed()) {
            throw AppServicesException.withoutCode(409, "This registration is confirmed already");
        }
        UserpassRequest request = request();
        LocalUserpassConfig config = request.config()
                .filter(settings -> settings.confirmation() == Confirmation.MAIL)
                .orElseThrow(() -> AppServicesException.withoutCode(
                        409, "The app does not confirm by mail: see local-userpass in the login flow of its client"));
        EventBuilder event = request.event(EventType.SEND_VERIFY_EMAIL)
                .detail(Details.EMAIL, pending.email())
                .detail(UserpassEvents.FUTURE_USER_ID, pending.userId().hex());
        UserpassEvents.failing(event, () -> {
            request.confirmations().send(pending, new KeycloakMails(request, config));
            return pending;
        });
        event.success();
        tell(OperationType.ACTION, id, "send-confirmation");
    }

    private UserpassRequest request() {
        KeycloakSession session = call.session();
        ClientModel app = Apps.markedIn(realm)
                .filter(Apps::isServed)
                .findFirst()
                .orElseThrow(() -> AppServicesException.withoutCode(409, "This realm is no app"));
        session.getContext().setRealm(realm);
        session.getContext().setClient(app);
        return UserpassRequest.of(session, ObjectIds.random());
    }

    private static void require(boolean found) {
        if (!found) {
            throw absent();
        }
    }

    private static AppServicesException absent() {
        return AppServicesException.withoutCode(404, "There is no such registration");
    }

    private void tell(OperationType operation, String... path) {
        String[] whole = new String[path.length + 2];
        whole[0] = "app-services";
        whole[1] = "pending-users";
        System.arraycopy(path, 0, whole, 2, path.length);
        call.adminEvent()
                .operation(operation)
                .resource("APP_SERVICES_PENDING_USER")
                .resourcePath(whole)
                .success();
    }
}
