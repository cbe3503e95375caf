package dev.appservices.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * A mapper that puts something of a user of ours into the tokens of any client, with the switches that Keycloak's own
 * mappers have. Where all of them are off nothing is looked up.
 */
public abstract class ClaimMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {
    private final String id;
    private final String displayType;
    private final String helpText;
    private final List<ProviderConfigProperty> properties;

    protected ClaimMapper(String id, String displayType, String helpText, List<ProviderConfigProperty> own) {
        this.id = id;
        this.displayType = displayType;
        this.helpText = helpText;
        List<ProviderConfigProperty> all = new ArrayList<>(own);
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(all, ClaimMapper.class);
        this.properties = List.copyOf(all);
    }

    /** Whose token it is, and for which client. */
    public record Subject(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            UserSessionModel userSession,
            ClientSessionContext context) {}

    /** The claims that this mapper may fill, as its settings name them. */
    protected abstract Stream<ClaimPath> claims(ProtocolMapperModel mapper);

    protected abstract void fill(Map<String, Object> claims, ProtocolMapperModel mapper, Subject subject);

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        UserModel user = userSession.getUser();
        if (user != null) {
            RealmModel realm = session.getContext().getRealm();
            fill(token.getOtherClaims(), mapper, new Subject(session, realm, user, userSession, context));
        }
    }

    @Override
    public void validateConfig(
            KeycloakSession session, RealmModel realm, ProtocolMapperContainerModel client, ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        if (!claims(mapper).allMatch(ClaimPath::isUsable)) {
            throw new ProtocolMapperConfigException(
                    "The name of the claim must not be empty between dots, nor that of a claim that Keycloak fills itself",
                    "The name of the claim must not be empty between dots, nor that of a claim that Keycloak fills itself");
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return properties;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getDisplayType() {
        return displayType;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return helpText;
    }
}
