package dev.appservices.user;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One credential that logs in as a user.
 *
 * @param providerType a wire name; a document written by others may hold a name that never leaves the server
 * @param id unique among the identities of this type
 * @param data metadata of the provider, such as {@code email}; chosen by clients or third parties, so never a permission
 */
public record Identity(String providerType, String id, Map<String, Object> data) {
    public Identity {
        if (providerType.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException("An identity needs a provider type and an id");
        }
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
