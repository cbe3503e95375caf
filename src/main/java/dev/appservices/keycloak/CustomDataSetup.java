package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;

import dev.appservices.customdata.CustomDataPlace;
import dev.appservices.migration.CustomUserDataDefinition;

/**
 * Custom user data as an exported app has it. An export that has no file for it leaves what an operator has set; which
 * MongoDB the app's data source is stays with the operator too.
 */
public final class CustomDataSetup {
    private static final String NOTE = CustomDataSetup.class.getName();
    private static final String OFF = "off";

    private final Deployment deployment;
    private final CustomUserDataDefinition definition;

    CustomDataSetup(Deployment deployment) {
        this.deployment = deployment;
        this.definition = deployment.definition().customUserData();
    }

    /** Whether these settings are saved by a deployment, which makes the app by itself and tries no connection. */
    public static boolean isSaving(ComponentModel component) {
        return component.hasNote(NOTE);
    }

    /** For a new component. */
    void addTo(MultivaluedHashMap<String, String> config) {
        wanted().ifPresent(place -> {
            config.putSingle(AppServicesConfig.CUSTOM_DATA_DATABASE_NAME, place.databaseName());
            config.putSingle(AppServicesConfig.CUSTOM_DATA_COLLECTION_NAME, place.collectionName());
            config.putSingle(AppServicesConfig.CUSTOM_DATA_USER_ID_FIELD, place.userIdField());
        });
    }

    void applyTo(RealmModel realm, ComponentModel component) {
        if (!definition.described()) {
            return;
        }
        deployment.set(
                "custom user data",
                false,
                () -> shown(
                        AppServicesConfig.from(realm, component).customData().place()),
                ignored -> save(realm, component),
                shown(wanted()));
    }

    private void save(RealmModel realm, ComponentModel component) {
        ComponentModel changed = new ComponentModel(component); // The other one may be shared by all requests.
        changed.put(AppServicesConfig.CUSTOM_DATA_COLLECTION_NAME, "");
        wanted().ifPresent(place -> {
            changed.put(AppServicesConfig.CUSTOM_DATA_DATABASE_NAME, place.databaseName());
            changed.put(AppServicesConfig.CUSTOM_DATA_COLLECTION_NAME, place.collectionName());
            changed.put(AppServicesConfig.CUSTOM_DATA_USER_ID_FIELD, place.userIdField());
        });
        changed.setNote(NOTE, true);
        realm.updateComponent(changed);
    }

    private Optional<CustomDataPlace> wanted() {
        return definition.enabled()
                ? Optional.of(new CustomDataPlace(
                        definition.databaseName().orElseThrow(),
                        definition.collectionName().orElseThrow(),
                        definition.userIdField().orElseThrow()))
                : Optional.empty();
    }

    private static String shown(Optional<CustomDataPlace> place) {
        return place.map(found -> found + " by " + found.userIdField()).orElse(OFF);
    }
}
