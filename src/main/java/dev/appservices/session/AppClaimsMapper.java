package dev.appservices.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

import com.google.auto.service.AutoService;

import dev.appservices.keycloak.Apps;
import dev.appservices.keycloak.SessionNotes;

/** The claims of access tokens that SDKs look for: {@code baas_device_id} and {@code baas_domain_id}. */
@AutoService(ProtocolMapper.class)
public final class AppClaimsMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenMapper {
    public static final String PROVIDER_ID = "app-services-claims-mapper";

    private static final List<ProviderConfigProperty> PROPERTIES = properties();

    /** Keycloak's base class reads them: without their declaration the console would drop them at the next save. */
    private static List<ProviderConfigProperty> properties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, AppClaimsMapper.class);
        return List.copyOf(properties);
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        Map<String, Object> claims = token.getOtherClaims();
        String deviceId = userSession.getNote(SessionNotes.DEVICE_ID);
        if (deviceId != null) {
            claims.put("baas_device_id", deviceId);
        }
        String domainId = context.getClientSession().getClient().getAttribute(Apps.DOMAIN_ID);
        if (domainId != null) {
            claims.put("baas_domain_id", domainId);
        }
    }

    /** A mapper of this kind, as the deployment puts it on an app's client. */
    public static ProtocolMapperModel model() {
        ProtocolMapperModel model = new ProtocolMapperModel();
        model.setName("app-services claims");
        model.setProtocol("openid-connect");
        model.setProtocolMapper(PROVIDER_ID);
        model.setConfig(Map.of(OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN, "true"));
        return model;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "App Services claims";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the device id and the internal id of the app to access tokens, as App Services SDKs expect them.";
    }
}
