package dev.appservices.login;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.BrowserClient;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;
import dev.appservices.testing.Totp;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Users who need more than a password: SDKs can show neither the question nor a required action. */
class SecondFactorIT {
    private static final String REFUSED = Reply.error(401, "AuthError", "additional authentication is required");
    private static final String EXECUTIONS = "/authentication/flows/app-services-login/executions";

    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private final AdminConsole console = new AdminConsole(server);
    private final String email = SdkClient.newEmail();

    @Test
    void loginWhenUserHasSecondFactorThenRefusedUnlessTheAppAllowsIt() {
        Totp totp = newUserWithTotp();

        Reply refused = sdk.login(email, PASSWORD);
        assertThat(refused.outcome()).isEqualTo(REFUSED);
        assertThat(console.eventsOf(refused.requestId()))
                .extracting(event -> event.path("error").asText() + ": "
                        + event.path("details").path("reason").asText())
                .containsExactly("not_allowed: The user has a second factor");
        assertThat(sdk.loginWithOtp(email, PASSWORD, totp.next()).outcome()).isEqualTo(REFUSED);
        assertThat(sdk.login(email, "wrong password").outcome())
                .isEqualTo(Reply.error(401, "InvalidPassword", "invalid username/password"));

        bypass(true);
        try {
            assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
        } finally {
            bypass(false);
        }
        assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(REFUSED);
    }

    @Test
    void loginWhenFlowAsksForTheCodeThenAdmittedWithItAndRefusedWithout() {
        Totp totp = newUserWithTotp();
        String other = SdkClient.newEmail();
        sdk.newUser(other);
        String subFlow = "otp-" + ObjectIds.random();
        addOtpSubFlow(subFlow);
        try {
            assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(REFUSED);
            String code = totp.next();
            assertThat(sdk.loginWithOtp(email, PASSWORD, code).status()).isEqualTo(200);
            assertThat(sdk.loginWithOtp(email, PASSWORD, code).outcome())
                    .as("the same code twice")
                    .isEqualTo(REFUSED);
            assertThat(sdk.login(other, PASSWORD).status()).isEqualTo(200);
            assertThat(sdk.anonymous().status()).isEqualTo(200);
        } finally {
            console.delete("/authentication/executions/"
                    + execution("displayName", subFlow).get("id").textValue());
        }
    }

    @Test
    void loginWhenFlowAsksAndTheCodeIsWrongThenRefused() {
        Totp totp = newUserWithTotp();
        String subFlow = "otp-" + ObjectIds.random();
        addOtpSubFlow(subFlow);
        try {
            assertThat(sdk.loginWithOtp(email, PASSWORD, totp.wrong()).outcome())
                    .isEqualTo(REFUSED);
        } finally {
            console.delete("/authentication/executions/"
                    + execution("displayName", subFlow).get("id").textValue());
        }
    }

    @Test
    void browserLoginWhenSecondFactorThenAskedForItAsEver() {
        Totp totp = newUserWithTotp();

        assertThat(new BrowserClient(server).logsIn(email, PASSWORD)).isFalse();
        assertThat(new BrowserClient(server).logsInWith(email, PASSWORD, totp.next()))
                .isTrue();
    }

    @Test
    void loginWhenRequiredActionThenRefusedUnlessTheAppAllowsIt() {
        String userId = sdk.newUser(email).text("user_id");
        requireAction(userId, "UPDATE_PASSWORD");

        assertThat(sdk.login(email, PASSWORD).outcome())
                .isEqualTo(Reply.error(
                        401, "AuthError", "the account has to be completed in a browser first: UPDATE_PASSWORD"));

        bypass(true);
        try {
            assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
        } finally {
            bypass(false);
        }
    }

    @Test
    void loginWhenProfileIsToBeVerifiedThenAdmitted() {
        String userId = sdk.newUser(email).text("user_id");
        requireAction(userId, "VERIFY_PROFILE");

        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
    }

    /** Defaults of the realm are set on users whom Keycloak makes: those of SDKs would never be able to log in. */
    @Test
    void loginWhenRealmHasDefaultActionThenNewUsersOfSdksAreAdmitted() {
        String action = "/authentication/required-actions/CONFIGURE_TOTP";
        ObjectNode before = (ObjectNode) console.get(action);
        console.put(action, before.deepCopy().put("defaultAction", true));
        try {
            assertThat(sdk.newUser(email).status()).isEqualTo(200);
            assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
            assertThat(sdk.anonymous().status()).isEqualTo(200);
        } finally {
            console.put(action, before);
        }
    }

    private Totp newUserWithTotp() {
        requireAction(sdk.newUser(email).text("user_id"), "CONFIGURE_TOTP");
        return new BrowserClient(server).setUpTotp(email, PASSWORD);
    }

    private void requireAction(String userId, String action) {
        ObjectNode user = console.user(userId);
        user.putArray("requiredActions").add(action);
        console.put("/users/" + user.get("id").textValue(), user);
    }

    private void bypass(boolean enabled) {
        ObjectNode component =
                (ObjectNode) console.get("/components?name=app-services&type=org.keycloak.storage.UserStorageProvider")
                        .get(0);
        ((ObjectNode) component.get("config"))
                .putArray("secondFactorBypassEnabled")
                .add(String.valueOf(enabled));
        console.put("/components/" + component.get("id").textValue(), component);
    }

    private void addOtpSubFlow(String subFlow) {
        console.post(
                EXECUTIONS + "/flow",
                Map.of("alias", subFlow, "type", "basic-flow", "description", "", "provider", ""));
        for (String step : List.of("conditional-user-configured", "direct-grant-validate-otp")) {
            console.post("/authentication/flows/" + subFlow + "/executions/execution", Map.of("provider", step));
            require(subFlow, execution("providerId", step), "REQUIRED");
        }
        require("app-services-login", execution("displayName", subFlow), "CONDITIONAL");
    }

    private void require(String flow, ObjectNode execution, String requirement) {
        console.put("/authentication/flows/" + flow + "/executions", execution.put("requirement", requirement));
    }

    private ObjectNode execution(String field, String value) {
        JsonNode all = console.get(EXECUTIONS);
        return StreamSupport.stream(all.spliterator(), false)
                .filter(execution -> execution.path(field).asText().equals(value))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No step of the flow has the " + field + " " + value));
    }
}
