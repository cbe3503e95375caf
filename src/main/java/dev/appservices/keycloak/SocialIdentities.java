package dev.appservices.keycloak;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.ModelValidationException;

import dev.appservices.app.ProviderType;
import dev.appservices.user.Identity;
import dev.appservices.user.User;

/**
 * Identities of a user as links to Keycloak's identity providers. Google, Facebook and Apple are the providers of App
 * Services with these aliases; a link to any other identity provider is an identity of a type that no client is shown.
 */
public final class SocialIdentities {
    private static final Map<String, ProviderType> TYPES = Map.of(
            "google", ProviderType.OAUTH2_GOOGLE,
            "facebook", ProviderType.OAUTH2_FACEBOOK,
            "apple", ProviderType.OAUTH2_APPLE);

    private static final String OTHER = "idp:";

    private SocialIdentities() {}

    /** The type of identities that an identity provider's users have. */
    public static String providerType(String alias) {
        ProviderType known = TYPES.get(alias);
        return known == null ? OTHER + alias : known.wireName();
    }

    /** The identity provider that a type of identities belongs to. */
    static Optional<String> alias(String providerType) {
        return providerType.startsWith(OTHER)
                ? Optional.of(providerType.substring(OTHER.length()))
                : TYPES.entrySet().stream()
                        .filter(entry -> entry.getValue().wireName().equals(providerType))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** The identities that Keycloak shows as links, whether their identity providers exist or not. */
    public static Stream<FederatedIdentityModel> linksOf(User user) {
        return user.identities().stream()
                .flatMap(identity -> alias(identity.providerType()).map(alias -> link(alias, identity)).stream());
    }

    /** The identity that a link is kept as. */
    public static Identity identity(FederatedIdentityModel link) {
        String id = link.getUserId();
        if (id == null || id.isEmpty()) {
            throw new ModelValidationException("A link to an identity provider needs the user id there");
        }
        return new Identity(
                providerType(link.getIdentityProvider()),
                id,
                Map.of(),
                Optional.ofNullable(link.getUserName()),
                Optional.ofNullable(link.getToken()));
    }

    private static FederatedIdentityModel link(String alias, Identity identity) {
        return new FederatedIdentityModel(
                alias,
                identity.id(),
                identity.name().orElse(null),
                identity.token().orElse(null));
    }
}
