package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.keycloak.models.KeycloakSession;

import dev.appservices.app.AppId;
import dev.appservices.migration.AppDefinition;

/**
 * One deployment under way: what is to be deployed, and what has been changed for it so far. A dry run is a deployment
 * whose transaction is rolled back, so that its plan is what would really have happened.
 */
final class Deployment {
    private final KeycloakSession session;
    private final AppDefinition definition;
    private final AppId appId;
    private final String realmName;
    private final boolean overwriting;
    private final Map<String, String> secrets;
    private final List<String> changes = new ArrayList<>();

    /**
     * @param overwriting whether the directory has changed and so wins over the console; else only gaps are filled
     * @param secrets names of secrets and their texts, where the operator gives them in a file
     */
    Deployment(
            KeycloakSession session,
            AppDefinition definition,
            AppId appId,
            String realmName,
            boolean overwriting,
            Map<String, String> secrets) {
        this.session = session;
        this.definition = definition;
        this.appId = appId;
        this.realmName = realmName;
        this.overwriting = overwriting;
        this.secrets = Map.copyOf(secrets);
    }

    KeycloakSession session() {
        return session;
    }

    Map<String, String> secrets() {
        return secrets;
    }

    /** Whether the directory wins over what is there. */
    boolean overwrites() {
        return overwriting;
    }

    AppDefinition definition() {
        return definition;
    }

    AppId appId() {
        return appId;
    }

    String realmName() {
        return realmName;
    }

    List<String> changes() {
        return List.copyOf(changes);
    }

    void changed(String sentence) {
        changes.add(sentence);
    }

    /** Sets what the directory says, if it is allowed to: on a new thing, or when the directory has changed. */
    <T> void set(String what, boolean isNew, Supplier<T> current, Consumer<T> setter, T wanted) {
        T now = current.get();
        if (Objects.equals(now, wanted) || !(isNew || overwriting)) {
            return;
        }
        setter.accept(wanted);
        if (!isNew) {
            changed(what + ": " + now + " becomes " + wanted);
        }
    }
}
