package dev.appservices.clientapi;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.Management;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** What Keycloak's metrics tell of an app. */
class MetricsIT {
    private static final String LOGINS = "keycloak_app_services_logins_total";
    private static final String SUCCESS = "outcome=\"success\"";

    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private final Management management = new Management(server);
    private final String realm = "realm=\"" + server.realm() + "\"";

    @Test
    void loginsWhenCountedThenByProviderAndReason() {
        String email = SdkClient.newEmail();
        String provider = "provider=\"local-userpass\"";
        String wrong = "error=\"InvalidPassword\"";
        double succeeded = management.metric(LOGINS, realm, provider, SUCCESS);
        double refused = management.metric(LOGINS, realm, provider, "outcome=\"refused\"", wrong);
        double anonymous = management.metric(LOGINS, realm, "provider=\"anon-user\"", SUCCESS);

        sdk.newUser(email);
        sdk.login(email, PASSWORD);
        sdk.login(email, "wrong password");
        sdk.anonymous();

        assertThat(management.metric(LOGINS, realm, provider, SUCCESS)).isEqualTo(succeeded + 2);
        assertThat(management.metric(LOGINS, realm, provider, "outcome=\"refused\"", wrong))
                .isEqualTo(refused + 1);
        assertThat(management.metric(LOGINS, realm, "provider=\"anon-user\"", SUCCESS))
                .isEqualTo(anonymous + 1);
        assertThat(management.metric("keycloak_app_services_login_duration_seconds_count", realm, provider, SUCCESS))
                .isGreaterThanOrEqualTo(2);
        assertThat(management.series("keycloak_app_services_logins_waiting")).hasSize(1);
    }

    @Test
    void refreshesAndRegistrationsWhenCountedThenByProviderAndReason() {
        String refreshes = "keycloak_app_services_refreshes_total";
        String registrations = "keycloak_app_services_registrations_total";
        String inUse = "error=\"AccountNameInUse\"";
        double refreshed = management.metric(refreshes, realm, "provider=\"anon-user\"", SUCCESS);
        double gone = management.metric(refreshes, realm, "outcome=\"refused\"", "error=\"InvalidSession\"");
        double registered = management.metric(registrations, realm, "provider=\"local-userpass\"", SUCCESS);
        double taken = management.metric(registrations, realm, "outcome=\"refused\"", inUse);

        Reply login = sdk.anonymous();
        sdk.refresh(login.text("refresh_token"));
        sdk.logout(login.text("refresh_token"));
        sdk.refresh(login.text("refresh_token"));
        String email = SdkClient.newEmail();
        sdk.register(email, PASSWORD);
        sdk.register(email, PASSWORD);

        assertThat(management.metric(refreshes, realm, "provider=\"anon-user\"", SUCCESS))
                .isEqualTo(refreshed + 1);
        assertThat(management.metric(refreshes, realm, "outcome=\"refused\"", "error=\"InvalidSession\""))
                .isEqualTo(gone + 1);
        assertThat(management.metric(registrations, realm, "provider=\"local-userpass\"", SUCCESS))
                .isEqualTo(registered + 1);
        assertThat(management.metric(registrations, realm, "outcome=\"refused\"", inUse))
                .isEqualTo(taken + 1);
    }

    @Test
    void metricsWhenClientsSendAnythingThenNothingOfItIsALabel() {
        String email = SdkClient.newEmail();
        sdk.newUser(email);

        assertThat(management.series(LOGINS)).isNotEmpty().noneMatch(line -> line.contains(email));
    }
}
