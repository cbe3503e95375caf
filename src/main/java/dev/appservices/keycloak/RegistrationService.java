package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.limit.Limited;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.Registration;
import dev.appservices.user.UserId;

/** Registers an address and tells Keycloak's events of it. */
public final class RegistrationService {
    private final UserpassRequest request;
    private final EventBuilder event;

    public RegistrationService(ApiCall call) {
        request = UserpassRequest.of(call.session(), call.requestId());
        event = request.event(EventType.REGISTER);
    }

    public void register(String email, String password) {
        event.detail(Details.EMAIL, email);
        LocalUserpassConfig config = request.config().orElseThrow(() -> {
            event.error(Errors.NOT_ALLOWED);
            return LoginService.unsupported(ProviderType.LOCAL_USERPASS);
        });
        try {
            new ClientLimits(request.session()).take(Limited.REGISTRATION);
            UserId id = register(email, password, config);
            event.detail(UserpassEvents.FUTURE_USER_ID, id.hex()).success();
            if (config.confirmation() == LocalUserpassConfig.Confirmation.MAIL) {
                request.event(EventType.SEND_VERIFY_EMAIL)
                        .detail(Details.EMAIL, email)
                        .detail(UserpassEvents.FUTURE_USER_ID, id.hex())
                        .success();
            }
        } catch (AppServicesException e) {
            if (e.code().equals(Optional.of(ErrorCode.BAD_REQUEST))) {
                event.detail(Details.REASON, e.publicText()).error(Errors.INVALID_REGISTRATION);
            } else {
                UserpassEvents.fail(event, e);
            }
            throw e;
        }
    }

    private UserId register(String email, String password, LocalUserpassConfig config) {
        KeycloakSession session = request.session();
        RealmModel realm = request.realm();
        Stores stores = Stores.of(session, realm);
        Registration registration = new Registration(
                stores.users(),
                stores.pendingUsers(),
                AppServicesConfig.emailKeysOf(realm),
                new KeycloakPasswords(session, realm),
                KeycloakClock.INSTANCE);
        return switch (config.confirmation()) {
            case AUTOMATIC -> registration.register(email, password);
            case MAIL -> registration.registerByMail(email, password, new KeycloakMails(request, config));
            case FUNCTION -> throw ConfirmationService.unconfirmed(email);
        };
    }
}
