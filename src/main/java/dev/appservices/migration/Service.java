package dev.appservices.migration;

import java.util.Optional;
import java.util.Set;

/**
 * What a folder below {@code services/} holds: a MongoDB before 2021, else a third party.
 *
 * @param folder below the app's folder
 * @param id what {@code mongo_service_id} refers to
 */
record Service(String folder, String name, String type, Optional<String> id) {
    private static final Set<String> DATA_TYPES = Set.of("mongodb-atlas", "mongodb", "datalake");

    String config() {
        return folder + "/config.json";
    }

    boolean isDataSource() {
        return DATA_TYPES.contains(type);
    }

    boolean has(String path) {
        return path.startsWith(folder + "/");
    }
}
