package dev.appservices.login;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** What an operator changes in the login flow holds for the next login of an SDK. */
class LoginFlowIT {
    private static final String FLOWS = "/authentication/flows/";
    private static final String EXECUTIONS = "/authentication/executions/";
    private static final String FLOW = "app-services-login";
    private static final String ANON_USER = "app-services-anon-user";
    private static final String LOCAL_USERPASS = "app-services-local-userpass";

    private final SdkClient sdk = new SdkClient(SharedServer.get());
    private final AdminConsole console = new AdminConsole(SharedServer.get());

    @Test
    void loginWhenStockStepDeniesRoleThenRefusedAndOthersLogIn() {
        String role = "blocked-" + ObjectIds.random();
        String subFlow = "deny-" + ObjectIds.random();
        String blocked = SdkClient.newEmail();
        String free = SdkClient.newEmail();
        giveRole(sdk.newUser(blocked).text("user_id"), role);
        sdk.newUser(free);
        addDenyingSubFlow(subFlow, role);
        try {
            assertThat(sdk.login(blocked, PASSWORD).outcome())
                    .isEqualTo(Reply.error(401, "AuthError", "access denied"));
            assertThat(sdk.login(free, PASSWORD).status()).isEqualTo(200);
            assertThat(sdk.anonymous().status()).isEqualTo(200);
        } finally {
            removeSubFlow(subFlow);
            console.delete("/roles/" + role);
        }
        assertThat(sdk.login(blocked, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anonymousLoginWhenProviderDisabledThenUnsupportedUntilEnabledAgain() {
        String email = SdkClient.newEmail();
        sdk.newUser(email);
        require(FLOW, execution(ANON_USER), "DISABLED");
        try {
            assertThat(sdk.anonymous().outcome())
                    .isEqualTo(Reply.error(401, "InvalidSession", "authentication via 'anon-user' is unsupported"));
            assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
        } finally {
            require(FLOW, execution(ANON_USER), "ALTERNATIVE");
        }
        assertThat(sdk.anonymous().status()).isEqualTo(200);
    }

    @Test
    void loginWhenOverHttp2ThenWorksAlsoForASecondTime() {
        SdkClient http2 = new SdkClient(SharedServer.get(), HttpClient.Version.HTTP_2);
        String email = SdkClient.newEmail();

        String user = http2.newUser(email).text("user_id");

        assertThat(http2.login(email, PASSWORD).text("user_id")).isEqualTo(user);
        assertThat(http2.anonymous().status()).isEqualTo(200);
    }

    @Test
    void loginWhenProvidersReorderedThenBothWork() {
        String email = SdkClient.newEmail();
        sdk.newUser(email);
        List<String> before = providers();
        String last = execution(before.get(1)).get("id").textValue();
        List<String> reversed = List.of(before.get(1), before.get(0));
        int steps = 0;
        try {
            // Other providers may stand between the two.
            for (; !providers().equals(reversed); steps++) {
                assertThat(steps).isLessThan(10);
                console.post(EXECUTIONS + last + "/raise-priority", Map.of());
            }
            assertThat(sdk.anonymous().status()).isEqualTo(200);
            assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
        } finally {
            for (int i = 0; i < steps; i++) {
                console.post(EXECUTIONS + last + "/lower-priority", Map.of());
            }
        }
        assertThat(providers()).isEqualTo(before);
        assertThat(sdk.anonymous().status()).isEqualTo(200);
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void loginWhenOperatorSetRequiredActionThenRefusedUntilItIsTakenBack() {
        String email = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");

        requireActions(userId, "UPDATE_PASSWORD");
        assertThat(sdk.login(email, PASSWORD).outcome())
                .isEqualTo(Reply.error(
                        401, "AuthError", "the account has to be completed in a browser first: UPDATE_PASSWORD"));

        requireActions(userId);
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
    }

    private void requireActions(String userId, String... actions) {
        ObjectNode user = (ObjectNode) console.get(console.userPath(userId));
        Stream.of(actions).forEach(user.putArray("requiredActions")::add);
        console.put("/users/" + user.get("id").textValue(), user);
    }

    private void giveRole(String userId, String role) {
        console.post("/roles", Map.of("name", role));
        console.post(console.userPath(userId) + "/role-mappings/realm", List.of(console.get("/roles/" + role)));
    }

    private void addDenyingSubFlow(String subFlow, String role) {
        console.post(
                FLOWS + FLOW + "/executions/flow",
                Map.of("alias", subFlow, "type", "basic-flow", "description", "", "provider", ""));
        console.post(FLOWS + subFlow + "/executions/execution", Map.of("provider", "conditional-user-role"));
        console.post(FLOWS + subFlow + "/executions/execution", Map.of("provider", "deny-access-authenticator"));
        JsonNode condition = execution("conditional-user-role");
        console.post(
                EXECUTIONS + condition.get("id").textValue() + "/config",
                Map.of("alias", subFlow, "config", Map.of("condUserRole", role)));
        require(subFlow, execution("conditional-user-role"), "REQUIRED");
        require(subFlow, execution("deny-access-authenticator"), "REQUIRED");
        require(FLOW, subFlow(subFlow), "CONDITIONAL");
    }

    private void removeSubFlow(String subFlow) {
        console.delete(EXECUTIONS + subFlow(subFlow).get("id").textValue());
    }

    private void require(String flow, ObjectNode execution, String requirement) {
        console.put(FLOWS + flow + "/executions", execution.put("requirement", requirement));
    }

    /** Our providers in the order in which they are asked. */
    private List<String> providers() {
        return executions()
                .map(execution -> execution.path("providerId").asText())
                .filter(List.of(ANON_USER, LOCAL_USERPASS)::contains)
                .toList();
    }

    private ObjectNode execution(String providerId) {
        return only("providerId", providerId);
    }

    private ObjectNode subFlow(String alias) {
        return only("displayName", alias);
    }

    private ObjectNode only(String field, String value) {
        return executions()
                .filter(execution -> execution.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No step of the flow has the " + field + " " + value));
    }

    private Stream<ObjectNode> executions() {
        return StreamSupport.stream(console.get(FLOWS + FLOW + "/executions").spliterator(), false)
                .map(ObjectNode.class::cast);
    }
}
