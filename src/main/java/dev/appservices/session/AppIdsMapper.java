package dev.appservices.session;

import java.util.Map;
import java.util.stream.Stream;

import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;

import com.google.auto.service.AutoService;

import dev.appservices.keycloak.Apps;
import dev.appservices.keycloak.Stores;

/** The ids by which the app knows the user and itself. */
@AutoService(ProtocolMapper.class)
public final class AppIdsMapper extends ClaimMapper {
    public static final String PROVIDER_ID = "app-services-ids-mapper";

    public AppIdsMapper() {
        super(
                PROVIDER_ID,
                "App Services ids",
                "Map the ids by which an App Services app knows a user and itself to token claims.",
                AppIdsMapperConfig.properties());
    }

    @Override
    protected Stream<ClaimPath> claims(ProtocolMapperModel mapper) {
        AppIdsMapperConfig config = AppIdsMapperConfig.from(mapper);
        return Stream.concat(config.userIdClaim().stream(), config.domainIdClaim().stream());
    }

    @Override
    protected void fill(Map<String, Object> claims, ProtocolMapperModel mapper, Subject subject) {
        AppIdsMapperConfig config = AppIdsMapperConfig.from(mapper);
        Stores.idOf(subject.realm(), subject.user()).ifPresent(user -> {
            config.userIdClaim().ifPresent(claim -> claim.put(claims, user.hex()));
            config.domainIdClaim()
                    .ifPresent(claim -> Apps.ofRealm(
                                    subject.realm(),
                                    subject.context().getClientSession().getClient())
                            .ifPresent(app -> claim.put(claims, app.domainId())));
        });
    }
}
