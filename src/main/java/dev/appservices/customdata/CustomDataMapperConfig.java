package dev.appservices.customdata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import dev.appservices.session.ClaimConfig;
import dev.appservices.session.ClaimPath;

/**
 * The settings of the mapper of custom user data.
 *
 * @param path of the field that is mapped; empty: the whole document
 * @param rolesKey where the user's realm roles are put in the document; empty: nowhere
 * @param groupsKey the same for the user's groups
 */
public record CustomDataMapperConfig(
        ClaimPath claim, List<String> path, Optional<String> rolesKey, Optional<String> groupsKey) {
    public static final String CLAIM_NAME = ClaimConfig.CLAIM_NAME;
    public static final String FIELD_PATH = "customDataPath";
    public static final String ROLES_KEY = "customDataRolesKey";
    public static final String GROUPS_KEY = "customDataGroupsKey";

    /** What SDKs read. */
    static final String CLAIM = "user_data";

    public CustomDataMapperConfig {
        path = List.copyOf(path);
    }

    static List<ProviderConfigProperty> properties() {
        List<ProviderConfigProperty> own = ProviderConfigurationBuilder.create()
                .property()
                .name(FIELD_PATH)
                .label("Field of the custom user data")
                .helpText("Path of the field to map, such as address.city. Empty (default): the whole document.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(ROLES_KEY)
                .label("Key for roles")
                .helpText(
                        "Field of the document that the names of the user's effective realm roles are put into, also of"
                                + " a user without a document; it hides a field of the same name. Empty (default): none.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(GROUPS_KEY)
                .label("Key for groups")
                .helpText("Field of the document that the paths of the user's groups are put into, also of a user"
                        + " without a document; it hides a field of the same name. Empty (default): none.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .build();
        return Stream.concat(ClaimConfig.properties(CLAIM).stream(), own.stream())
                .toList();
    }

    public static CustomDataMapperConfig from(ProtocolMapperModel mapper) {
        return from(mapper.getConfig());
    }

    static CustomDataMapperConfig from(Map<String, String> config) {
        return new CustomDataMapperConfig(
                ClaimPath.parse(text(config, CLAIM_NAME).orElse(CLAIM)),
                text(config, FIELD_PATH)
                        .map(path -> ClaimPath.parse(path).names())
                        .orElse(List.of()),
                text(config, ROLES_KEY),
                text(config, GROUPS_KEY));
    }

    private static Optional<String> text(Map<String, String> config, String key) {
        return Optional.ofNullable(config.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
