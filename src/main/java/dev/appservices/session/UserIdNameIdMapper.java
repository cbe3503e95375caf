package dev.appservices.session;

import java.util.List;
import java.util.Map;

import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.NameIdMapperHelper;
import org.keycloak.protocol.saml.mappers.SAMLNameIdMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import com.google.auto.service.AutoService;

import dev.appservices.keycloak.Stores;
import dev.appservices.user.UserId;

/** The same id for SAML clients that {@link UserIdMapper} gives to all others. */
@AutoService(ProtocolMapper.class)
public final class UserIdNameIdMapper extends AbstractSAMLProtocolMapper implements SAMLNameIdMapper {
    public static final String PROVIDER_ID = "app-services-user-id-nameid-mapper";

    /** What a SAML client asks for unless its operator has chosen otherwise. */
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    private static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

    private static final List<ProviderConfigProperty> PROPERTIES = properties();

    private static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(NameIdMapperHelper.MAPPER_NAMEID_FORMAT)
                .label(NameIdMapperHelper.MAPPER_NAMEID_FORMAT_LABEL)
                .helpText(NameIdMapperHelper.MAPPER_NAMEID_FORMAT_HELP_TEXT)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(UNSPECIFIED, PERSISTENT)
                .defaultValue(UNSPECIFIED)
                .add()
                .build();
    }

    /** A mapper of this kind, as the deployment puts it into a client scope. */
    public static ProtocolMapperModel model() {
        ProtocolMapperModel model = new ProtocolMapperModel();
        model.setName("user id");
        model.setProtocol("saml");
        model.setProtocolMapper(PROVIDER_ID);
        model.setConfig(Map.of(NameIdMapperHelper.MAPPER_NAMEID_FORMAT, UNSPECIFIED));
        return model;
    }

    /** Users of other stores keep the name that Keycloak gives them where no mapper is. */
    @Override
    public String mapperNameId(
            String nameIdFormat,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        UserModel user = userSession.getUser();
        return Stores.idOf(userSession.getRealm(), user).map(UserId::hex).orElseGet(user::getUsername);
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
        return "App Services user id as NameID";
    }

    @Override
    public String getDisplayCategory() {
        return "NameID Mapper";
    }

    @Override
    public String getHelpText() {
        return "Map the 24 hexadecimal digits by which an App Services app knows a user to the SAML NameID value.";
    }
}
