package dev.appservices.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The settings of the mapper of ids.
 *
 * @param userIdClaim empty: no such claim
 * @param domainIdClaim empty: no such claim
 */
public record AppIdsMapperConfig(Optional<ClaimPath> userIdClaim, Optional<ClaimPath> domainIdClaim) {
    public static final String USER_ID_CLAIM = "userIdClaim";
    public static final String DOMAIN_ID_CLAIM = "domainIdClaim";

    static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(USER_ID_CLAIM)
                .label("Claim of the user id")
                .helpText("Name of the claim with the 24 hexadecimal digits by which the app knows the user. Empty: no"
                        + " such claim. Default: app_services_user_id.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("app_services_user_id")
                .add()
                .property()
                .name(DOMAIN_ID_CLAIM)
                .label("Claim of the domain id")
                .helpText(
                        "Name of the claim with the internal id of the app (domain_id). Empty: no such claim. Default:"
                                + " app_services_domain_id.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("app_services_domain_id")
                .add()
                .build();
    }

    public static AppIdsMapperConfig from(ProtocolMapperModel mapper) {
        return from(mapper.getConfig());
    }

    static AppIdsMapperConfig from(Map<String, String> config) {
        return new AppIdsMapperConfig(
                ClaimConfig.claim(config, USER_ID_CLAIM), ClaimConfig.claim(config, DOMAIN_ID_CLAIM));
    }
}
