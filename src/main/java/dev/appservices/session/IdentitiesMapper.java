package dev.appservices.session;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;

import com.google.auto.service.AutoService;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.Stores;
import dev.appservices.user.Identity;

/** What logs in as the user: type and id of each identity that clients of App Services know, and nothing of its data. */
@AutoService(ProtocolMapper.class)
public final class IdentitiesMapper extends ClaimMapper {
    public static final String PROVIDER_ID = "app-services-identities-mapper";

    private static final String CLAIM = "app_services_identities";

    public IdentitiesMapper() {
        super(
                PROVIDER_ID,
                "App Services identities",
                "Map the identities that are linked to a user of an App Services app to a token claim: a list of objects"
                        + " with id and provider_type.",
                ClaimConfig.properties(CLAIM));
    }

    @Override
    protected Stream<ClaimPath> claims(ProtocolMapperModel mapper) {
        return Stream.of(ClaimConfig.from(mapper, CLAIM).claim());
    }

    @Override
    protected void fill(Map<String, Object> claims, ProtocolMapperModel mapper, Subject subject) {
        Stores.userOf(subject.session(), subject.realm(), subject.user())
                .ifPresent(user -> ClaimConfig.from(mapper, CLAIM).claim().put(claims, shown(user.identities())));
    }

    static List<Map<String, String>> shown(List<Identity> identities) {
        return identities.stream()
                .filter(identity ->
                        ProviderType.ofWireName(identity.providerType()).isPresent())
                .map(identity -> Map.of("id", identity.id(), "provider_type", identity.providerType()))
                .toList();
    }
}
