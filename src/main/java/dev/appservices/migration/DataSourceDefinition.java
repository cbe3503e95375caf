package dev.appservices.migration;

import java.util.List;

/**
 * A MongoDB connection that functions and rules know by name.
 *
 * @param type {@code mongodb-atlas} or {@code datalake}
 * @param defaultRule there is a rule for collections without an own one
 * @param collections those that have files, sorted by database and name
 */
public record DataSourceDefinition(
        String name, String type, boolean defaultRule, List<CollectionDefinition> collections) {

    public DataSourceDefinition {
        collections = List.copyOf(collections);
    }

    /** Which files a collection has. */
    public record CollectionDefinition(
            String database, String collection, boolean rules, boolean schema, boolean relationships) {}
}
