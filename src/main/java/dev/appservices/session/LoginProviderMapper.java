package dev.appservices.session;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.events.Details;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;

import com.google.auto.service.AutoService;
import org.jspecify.annotations.Nullable;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.SessionNotes;
import dev.appservices.keycloak.SocialIdentities;
import dev.appservices.keycloak.Stores;
import dev.appservices.user.User;

/** Through which provider the session began. */
@AutoService(ProtocolMapper.class)
public final class LoginProviderMapper extends ClaimMapper {
    public static final String PROVIDER_ID = "app-services-login-provider-mapper";

    private static final String CLAIM = "app_services_provider";

    public LoginProviderMapper() {
        super(
                PROVIDER_ID,
                "App Services login provider",
                "Map the name of the provider that the session began with, such as local-userpass, to a token claim. A"
                        + " login at Keycloak's own page without an identity provider is one of local-userpass.",
                ClaimConfig.properties(CLAIM));
    }

    @Override
    protected Stream<ClaimPath> claims(ProtocolMapperModel mapper) {
        return Stream.of(ClaimConfig.from(mapper, CLAIM).claim());
    }

    @Override
    protected void fill(Map<String, Object> claims, ProtocolMapperModel mapper, Subject subject) {
        UserSessionModel session = subject.userSession();
        Stores.userOf(subject.session(), subject.realm(), subject.user())
                .flatMap(user -> provider(
                        session.getNote(SessionNotes.PROVIDER), session.getNote(Details.IDENTITY_PROVIDER), user))
                .ifPresent(provider -> ClaimConfig.from(mapper, CLAIM).claim().put(claims, provider));
    }

    /**
     * @param sdk the provider of a login with an SDK or at the token endpoint
     * @param alias the identity provider of a login with a browser
     */
    static Optional<String> provider(@Nullable String sdk, @Nullable String alias, User user) {
        if (sdk != null) {
            return Optional.of(sdk);
        }
        if (alias != null) {
            return Optional.of(SocialIdentities.providerType(alias));
        }
        String emailAndPassword = ProviderType.LOCAL_USERPASS.wireName();
        return user.identity(emailAndPassword).map(identity -> emailAndPassword);
    }
}
