package dev.appservices.keycloak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.keycloak.provider.ProviderConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.login.localuserpass.LocalUserpassAuthenticatorFactory;
import dev.appservices.testing.Ports;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Saves of the user federation {@code app-services}: what they make, what they leave alone, and what they refuse. */
class ConsoleSettingsIT {
    private static final String STORAGE = "org.keycloak.storage.UserStorageProvider";
    private static final String TEST = "connectionTestEnabled";

    private static SharedServer server;

    private final String name = "settings-" + ObjectIds.random().substring(0, 5);
    private final String realm = "/realms/" + name;
    private final String appId = name + "-app";

    @BeforeAll
    static void start() {
        server = SharedServer.get();
    }

    @BeforeEach
    void makeRealm() {
        server.admin().post("/realms", Map.of("realm", name, "enabled", true));
    }

    @AfterEach
    void removeRealm() {
        server.admin().delete(realm);
    }

    @Test
    void saveWhenAppIdEmptyThenNothingMade() {
        save(Map.of());

        assertThat(flows()).doesNotContain("app-services-login");
        assertThat(server.admin().get(realm).get("rememberMe").booleanValue()).isFalse();
    }

    @Test
    void saveWhenAppIdNewThenAppMadeWithAllProvidersOff() {
        save(Map.of("appId", appId));

        JsonNode client = client();
        assertThat(client.path("publicClient").booleanValue()).isTrue();
        assertThat(client.path("attributes").path("appServices.app").textValue())
                .isEqualTo("true");
        assertThat(server.admin().get(realm).get("rememberMe").booleanValue()).isTrue();
        assertThat(steps())
                .containsEntry("app-services-anon-user", "DISABLED")
                .containsEntry("app-services-api-key", "DISABLED")
                .containsEntry("app-services-custom-token", "DISABLED")
                .containsEntry("app-services-local-userpass", "DISABLED");
        assertThat(client.path("defaultClientScopes").toString()).contains("app-services");
    }

    @Test
    void saveWhenAppIdWrittenLaterThenAppMade() {
        save(Map.of());

        change(Map.of("appId", appId));

        assertThat(client().path("clientId").textValue()).isEqualTo(appId);
    }

    @Test
    void saveWhenAppExistsThenLeftAsTheOperatorHasIt() {
        save(Map.of("appId", appId));
        ObjectNode client = (ObjectNode) client();
        client.putArray("webOrigins").add("https://app.example.org");
        server.admin().put(realm + "/clients/" + client.get("id").textValue(), client);

        change(Map.of("refreshTokenLifetimeSeconds", "3600"));

        assertThat(client().path("webOrigins").toString()).isEqualTo("[\"https://app.example.org\"]");
    }

    @Test
    void saveWhenAnotherAppIdThenRefusedWithTheWay() {
        save(Map.of("appId", appId));

        assertThatThrownBy(() -> change(Map.of("appId", "another-app")))
                .hasMessageContaining("answered 400")
                .hasMessageContaining("App ID must be " + appId)
                .hasMessageContaining("change the client ID of its client first");
        assertThat(setting("appId")).isEqualTo(appId);
    }

    @Test
    void saveWhenClientRenamedThenNewAppIdAccepted() {
        save(Map.of("appId", appId));
        ObjectNode client = (ObjectNode) client();
        client.put("clientId", "renamed-" + appId);
        server.admin().put(realm + "/clients/" + client.get("id").textValue(), client);

        change(Map.of("appId", "renamed-" + appId));

        assertThat(setting("appId")).isEqualTo("renamed-" + appId);
    }

    @Test
    void saveWhenAppIdOfAnotherRealmThenRefusedAndNothingKept() {
        assertThatThrownBy(() -> save(Map.of("appId", server.appId())))
                .hasMessageContaining("answered 400")
                .hasMessageContaining("is in use in the realm " + server.realm());
        assertThat(components()).isEmpty();
    }

    @Test
    void saveWhenAppIdOfAnOrdinaryClientThenRefused() {
        assertThatThrownBy(() -> save(Map.of("appId", "account")))
                .hasMessageContaining("answered 400")
                .hasMessageContaining("a client of this realm that is not an App Services app");
    }

    @Test
    void saveWhenRealmHasTheFederationThenSecondRefused() {
        save(Map.of());

        assertThatThrownBy(() -> save(Map.of()))
                .hasMessageContaining("answered 400")
                .hasMessageContaining("has a user federation of the kind app-services already");
    }

    @Test
    void saveWhenMongoDbDownThenRefusedUnlessTheTestIsOff() {
        String nobody = "mongodb://127.0.0.1:" + Ports.free();

        assertThatThrownBy(() -> save(Map.of("connectionString", nobody, "appId", appId)))
                .hasMessageContaining("answered 400")
                .hasMessageContaining("Nothing answers at 127.0.0.1:");
        assertThat(components()).isEmpty();
        save(Map.of("connectionString", nobody, "appId", appId, TEST, "false"));
        assertThat(client().path("clientId").textValue()).isEqualTo(appId);
    }

    @Test
    void saveWhenVaultHasNoEntryThenRefusedWithItsName() {
        assertThatThrownBy(() -> save(Map.of("connectionString", "${vault.nowhere}")))
                .hasMessageContaining("answered 400")
                .hasMessageContaining("in the vault under nowhere, and the vault has no such entry");
    }

    @Test
    void readWhenConnectionStringSavedThenMaskedButAVaultReferenceIsNot() {
        save(Map.of());
        change(Map.of("connectionString", server.connectionString()));
        assertThat(setting("connectionString")).isEqualTo("**********");

        change(Map.of("connectionString", "${vault.later}", TEST, "false"));
        assertThat(setting("connectionString")).isEqualTo("${vault.later}");
    }

    @Test
    void importWhenRealmHasTheSettingsThenNothingTriedAndNothingMade() {
        String imported = name + "-imported";
        Map<String, Object> component = component(
                Map.of("appId", imported + "-app", "connectionString", "mongodb://127.0.0.1:" + Ports.free()));
        component.remove("providerType");
        component.remove("parentId");
        server.admin()
                .post(
                        "/realms",
                        Map.of("realm", imported, "enabled", true, "components", Map.of(STORAGE, List.of(component))));
        try {
            assertThat(server.admin().get("/realms/" + imported + "/clients?clientId=" + imported + "-app"))
                    .isEmpty();
        } finally {
            server.admin().delete("/realms/" + imported);
        }
    }

    @Test
    void serverInfoWhenReadThenListsEverySettingWithHelp() {
        JsonNode types =
                server.admin().get("/serverinfo").path("componentTypes").path(STORAGE);
        JsonNode ours = StreamSupport.stream(types.spliterator(), false)
                .filter(type -> type.path("id").asText().equals("app-services"))
                .findFirst()
                .orElseThrow();

        assertThat(names(ours.path("properties"))).containsAll(names(AppServicesConfig.properties()));
        assertExplained(ours.path("properties"), names(AppServicesConfig.properties()));
    }

    @Test
    void configDescriptionWhenReadThenListsEverySettingWithHelp() {
        JsonNode ours = server.admin()
                .get(realm + "/authentication/config-description/" + LocalUserpassAuthenticatorFactory.PROVIDER_ID);
        Set<String> declared = names(new LocalUserpassAuthenticatorFactory().getConfigProperties());

        assertThat(names(ours.path("properties"))).isEqualTo(declared);
        assertExplained(ours.path("properties"), declared);
    }

    /** One secret key of this name in any factory would hide the values of ours. */
    @Test
    void authenticatorKeysWhenComparedWithAllFactoriesThenOursAlone() {
        Set<String> ours = names(new LocalUserpassAuthenticatorFactory().getConfigProperties());
        for (String kind :
                List.of("authenticator-providers", "client-authenticator-providers", "form-action-providers")) {
            for (JsonNode provider : server.admin().get(realm + "/authentication/" + kind)) {
                String id = provider.path("id").asText();
                if (!id.startsWith("app-services")) {
                    JsonNode description = server.admin().get(realm + "/authentication/config-description/" + id);
                    assertThat(names(description.path("properties"))).as(id).doesNotContainAnyElementsOf(ours);
                }
            }
        }
    }

    private static void assertExplained(JsonNode properties, Set<String> declared) {
        for (JsonNode property : properties) {
            if (declared.contains(property.path("name").asText())) {
                assertThat(property.path("label").asText()).isNotBlank();
                assertThat(property.path("helpText").asText()).containsIgnoringCase("default");
            }
        }
    }

    private void save(Map<String, String> settings) {
        server.admin().post(realm + "/components", component(settings));
    }

    private Map<String, Object> component(Map<String, String> settings) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("name", "app-services");
        component.put("providerId", "app-services");
        component.put("providerType", STORAGE);
        component.put("parentId", server.admin().get(realm).get("id").textValue());
        component.put(
                "config",
                settings.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
        return component;
    }

    private void change(Map<String, String> settings) {
        ObjectNode component = (ObjectNode) components().get(0);
        settings.forEach((key, value) ->
                ((ObjectNode) component.get("config")).putArray(key).add(value));
        server.admin().put(realm + "/components/" + component.get("id").textValue(), component);
    }

    private JsonNode components() {
        return server.admin().get(realm + "/components?type=" + STORAGE);
    }

    private String setting(String key) {
        return components().get(0).path("config").path(key).path(0).asText();
    }

    private JsonNode client() {
        JsonNode found = server.admin().get(realm + "/clients?search=true&clientId=" + appId);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Set<String> flows() {
        return StreamSupport.stream(
                        server.admin().get(realm + "/authentication/flows").spliterator(), false)
                .map(flow -> flow.path("alias").asText())
                .collect(Collectors.toSet());
    }

    private Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        for (JsonNode step : server.admin().get(realm + "/authentication/flows/app-services-login/executions")) {
            steps.put(step.path("providerId").asText(), step.path("requirement").asText());
        }
        return steps;
    }

    private static Set<String> names(JsonNode properties) {
        return StreamSupport.stream(properties.spliterator(), false)
                .map(property -> property.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<ProviderConfigProperty> properties) {
        return properties.stream().map(ProviderConfigProperty::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
