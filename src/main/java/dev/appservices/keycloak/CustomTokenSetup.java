package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.appservices.login.customtoken.CustomTokenConfig;
import dev.appservices.migration.InlineSecret;
import dev.appservices.migration.MetadataField;
import dev.appservices.migration.ProviderDefinition;
import dev.appservices.migration.SecretReference;
import dev.appservices.migration.Settings;

/**
 * The settings of {@code custom-token} as a directory has them. A directory names its keys only: a key that the operator
 * gives in the file of secrets is written into the settings, every other one becomes a reference to Keycloak's vault.
 */
final class CustomTokenSetup {
    private static final List<String> KEYS =
            List.of(CustomTokenConfig.SIGNING_KEY_1, CustomTokenConfig.SIGNING_KEY_2, CustomTokenConfig.SIGNING_KEY_3);

    private final Deployment deployment;
    private final RealmModel realm;

    CustomTokenSetup(Deployment deployment, RealmModel realm) {
        this.deployment = deployment;
        this.realm = realm;
    }

    void apply(AuthenticationExecutionModel step, ProviderDefinition provider, boolean isNew) {
        Map<String, String> wanted = wanted(provider);
        AuthenticatorConfigModel known = step.getAuthenticatorConfig() == null
                ? null
                : realm.getAuthenticatorConfigById(step.getAuthenticatorConfig());
        if (known == null) {
            AuthenticatorConfigModel config = new AuthenticatorConfigModel();
            config.setAlias(step.getAuthenticator());
            config.setConfig(wanted);
            step.setAuthenticatorConfig(realm.addAuthenticatorConfig(config).getId());
            realm.updateAuthenticatorExecution(step);
            if (!isNew) {
                deployment.changed("provider " + provider.type() + " gets its settings");
            }
            return;
        }
        Map<String, String> values = new HashMap<>(known.getConfig() == null ? Map.of() : known.getConfig());
        Map<String, String> before = Map.copyOf(values);
        wanted.forEach((key, value) -> set(values, provider.type(), key, value));
        if (!values.equals(before)) {
            known.setConfig(values);
            realm.updateAuthenticatorConfig(known);
        }
    }

    private void set(Map<String, String> values, String provider, String key, String wanted) {
        String name = "provider " + provider + ", " + key.substring(key.indexOf('.') + 1);
        if (KEYS.contains(key)) {
            setKey(values, name, key, wanted);
        } else {
            deployment.set(name, false, () -> values.getOrDefault(key, ""), value -> values.put(key, value), wanted);
        }
    }

    /**
     * A plan is printed and logged, so it must not have a key in it. A key that was written into the console is not given up
     * for a reference to a vault, where it may not be.
     */
    private void setKey(Map<String, String> values, String name, String key, String wanted) {
        String current = values.getOrDefault(key, "");
        boolean isText = !current.isBlank() && VaultReference.in(current).isEmpty();
        boolean keeps = isText && VaultReference.in(wanted).isPresent();
        if (deployment.overwrites() && !current.equals(wanted) && !keeps) {
            values.put(key, wanted);
            deployment.changed(name + " becomes another one");
        }
    }

    private Map<String, String> wanted(ProviderDefinition provider) {
        Settings config = provider.config();
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(
                CustomTokenConfig.SIGNING_ALGORITHM,
                config.text("signingAlgorithm").orElse("HS256"));
        wanted.put(CustomTokenConfig.JWK_URI_ENABLED, String.valueOf(config.flag("useJWKURI")));
        wanted.put(CustomTokenConfig.JWK_URI, config.text("jwkURI").orElse(""));
        wanted.put(CustomTokenConfig.AUDIENCE, joined(config.texts("audience")));
        wanted.put(CustomTokenConfig.ANY_AUDIENCE_ENABLED, String.valueOf(config.flag("requireAnyAudience")));
        wanted.put(CustomTokenConfig.REQUIRED_METADATA, table(provider, true));
        wanted.put(CustomTokenConfig.OPTIONAL_METADATA, table(provider, false));
        List<String> keys = signingKeys(provider);
        for (int i = 0; i < KEYS.size(); i++) {
            wanted.put(KEYS.get(i), i < keys.size() ? keys.get(i) : "");
        }
        return wanted;
    }

    private static String joined(List<String> values) {
        return String.join(Constants.CFG_DELIMITER, values);
    }

    private static String table(ProviderDefinition provider, boolean required) {
        ArrayNode table = JsonNodeFactory.instance.arrayNode();
        for (MetadataField field : provider.metadataFields()) {
            if (field.required() == required) {
                table.addObject().put("key", field.name()).put("value", field.fieldName());
            }
        }
        return table.toString();
    }

    private List<String> signingKeys(ProviderDefinition provider) {
        Set<String> names = provider.secrets().stream()
                .map(SecretReference::secretName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> keys = new ArrayList<>();
        names.forEach(name -> {
            String text = Objects.requireNonNullElse(deployment.secrets().get(name), "");
            keys.add(text.isBlank() ? "${vault." + name + "}" : text);
        });
        provider.inlineSigningKey().map(InlineSecret::text).ifPresent(keys::add);
        return keys;
    }
}
