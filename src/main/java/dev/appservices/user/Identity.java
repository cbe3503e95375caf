package dev.appservices.user;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One credential that logs in as a user.
 *
 * @param providerType a wire name; a document written by others may hold a name that never leaves the server
 * @param id unique among the identities of this type
 * @param data metadata of the provider, such as {@code email}; chosen by clients or third parties, so never a permission
 * @param name what the third party calls the user, for operators
 * @param token what the third party issued, where Keycloak's identity provider is set to store it; secret
 */
public record Identity(
        String providerType, String id, Map<String, Object> data, Optional<String> name, Optional<String> token) {
    public Identity {
        if (providerType.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException("An identity needs a provider type and an id");
        }
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    public Identity(String providerType, String id, Map<String, Object> data) {
        this(providerType, id, data, Optional.empty(), Optional.empty());
    }

    /** Whether both log in as the same user. */
    public boolean isSameAs(Identity other) {
        return providerType.equals(other.providerType) && id.equals(other.id);
    }

    @Override
    public String toString() {
        return "Identity[" + providerType + ", " + id + "]";
    }
}
