package dev.appservices.migration;

import java.util.List;
import java.util.Optional;

/**
 * A MongoDB connection that functions and rules know by name.
 *
 * @param type {@code mongodb-atlas}, {@code mongodb} or {@code datalake}
 * @param id what older files refer to it by
 * @param defaultRule there is a rule for collections without an own one
 * @param collections those that have files, sorted by database and name
 */
public record DataSourceDefinition(
        String name, String type, Optional<String> id, boolean defaultRule, List<CollectionDefinition> collections) {

    public DataSourceDefinition {
        collections = List.copyOf(collections);
    }

    /** What an app says of a collection: one file each, or before 2021 keys of one file. */
    public record CollectionDefinition(
            String database, String collection, boolean rules, boolean schema, boolean relationships) {}
}
