package dev.appservices.customdata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;

import dev.appservices.keycloak.CustomDataLookup;
import dev.appservices.session.ClaimMapper;
import dev.appservices.session.ClaimPath;

/** Custom user data, whole or a part of it, with roles and groups in it on request. */
@AutoService(ProtocolMapper.class)
public final class CustomDataMapper extends ClaimMapper {
    public static final String PROVIDER_ID = "app-services-custom-data-mapper";

    public CustomDataMapper() {
        super(
                PROVIDER_ID,
                "App Services custom user data",
                "Map the custom user data of an App Services app, or one field of it, to a token claim. MongoDB is read"
                        + " when a token is issued; a user without custom user data has no such claim.",
                CustomDataMapperConfig.properties());
    }

    /** A mapper of this kind, as the deployment puts it on an app's client. */
    public static ProtocolMapperModel model() {
        ProtocolMapperModel model = new ProtocolMapperModel();
        model.setName("app-services custom user data");
        model.setProtocol("openid-connect");
        model.setProtocolMapper(PROVIDER_ID);
        model.setConfig(Map.of(
                CustomDataMapperConfig.CLAIM_NAME, CustomDataMapperConfig.CLAIM,
                OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN, "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN, "false",
                OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO, "false",
                OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION, "false"));
        return model;
    }

    @Override
    protected Stream<ClaimPath> claims(ProtocolMapperModel mapper) {
        return Stream.of(CustomDataMapperConfig.from(mapper).claim());
    }

    @Override
    protected void fill(Map<String, Object> claims, ProtocolMapperModel mapper, Subject subject) {
        CustomDataMapperConfig config = CustomDataMapperConfig.from(mapper);
        Optional<ObjectNode> document = CustomDataLookup.of(subject.session(), subject.realm(), subject.user());
        with(config, document, subject.user())
                .flatMap(found -> part(found, config.path()))
                .ifPresent(value -> config.claim().put(claims, value));
    }

    private static Optional<ObjectNode> with(
            CustomDataMapperConfig config, Optional<ObjectNode> document, UserModel user) {
        if (config.rolesKey().isEmpty() && config.groupsKey().isEmpty()) {
            return document;
        }
        ObjectNode more = document.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
        config.rolesKey().ifPresent(key -> put(more, key, roles(user)));
        config.groupsKey().ifPresent(key -> put(more, key, groups(user)));
        return Optional.of(more);
    }

    private static void put(ObjectNode document, String key, Stream<String> names) {
        names.sorted().forEach(document.putArray(key)::add);
    }

    /** All that the user has by composition and by groups too, whatever the scope of the client. */
    private static Stream<String> roles(UserModel user) {
        return RoleUtils.getDeepUserRoleMappings(user).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName);
    }

    private static Stream<String> groups(UserModel user) {
        return user.getGroupsStream().map(ModelToRepresentation::buildGroupPath);
    }

    /** Empty also where the field is null: a claim has a value or is absent. */
    static Optional<JsonNode> part(ObjectNode document, List<String> path) {
        JsonNode node = document;
        for (String name : path) {
            node = node.path(name);
        }
        return Optional.of(node).filter(found -> !found.isMissingNode() && !found.isNull());
    }
}
