package dev.appservices.login.customtoken;

import java.util.Optional;

/**
 * A claim that goes into the metadata of the identity.
 *
 * @param path of the claim
 * @param fieldName in the metadata
 * @param required whether a token without it is refused
 */
public record MetadataField(ClaimPath path, String fieldName, boolean required) {
    /** As in App Services, where names had to have fewer than 64. */
    private static final int MAX_NAME_LENGTH = 63;

    /**
     * @param fieldName empty: the last name of the path
     * @throws IllegalArgumentException for a path or a name that cannot be one
     */
    public static MetadataField of(String path, Optional<String> fieldName, boolean required) {
        ClaimPath claim = ClaimPath.of(path);
        String name = fieldName.orElseGet(claim::last);
        if (name.length() > MAX_NAME_LENGTH || !MetadataValues.isName(name)) {
            throw new IllegalArgumentException("Not a name of a metadata field: " + name);
        }
        return new MetadataField(claim, name, required);
    }
}
