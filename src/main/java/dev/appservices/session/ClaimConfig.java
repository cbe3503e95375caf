package dev.appservices.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of a mapper that fills one claim. */
public record ClaimConfig(ClaimPath claim) {
    public static final String CLAIM_NAME = OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME;

    /** @param fallback the claim where none is set */
    public static List<ProviderConfigProperty> properties(String fallback) {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(CLAIM_NAME)
                .label(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_LABEL)
                .helpText("Name of the claim to insert into the token. This can be a fully qualified name such as"
                        + " address.street, and a nested object is made then; a dot that is part of a name needs a"
                        + " backslash before it (\\.). Default: " + fallback + ".")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(fallback)
                .add()
                .build();
    }

    public static ClaimConfig from(ProtocolMapperModel mapper, String fallback) {
        return from(mapper.getConfig(), fallback);
    }

    static ClaimConfig from(Map<String, String> config, String fallback) {
        return new ClaimConfig(claim(config, CLAIM_NAME).orElseGet(() -> ClaimPath.parse(fallback)));
    }

    /** Empty for a blank setting. */
    static Optional<ClaimPath> claim(Map<String, String> config, String key) {
        return Optional.ofNullable(config.get(key))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ClaimPath::parse);
    }
}
