package dev.appservices.login.customtoken;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import dev.appservices.keycloak.AuthenticatorSettings;

/**
 * Which tokens {@code custom-token} takes.
 *
 * @param algorithm the only one that is taken
 * @param keySet whether keys come from an address; the ones below are not used then
 * @param keySetAddress of a JSON Web Key Set
 * @param signingKeys texts, or references to Keycloak's vault
 * @param audiences empty: the App ID
 * @param anyAudience whether one of them is enough
 * @param privateHosts as this realm says; a server option may say otherwise
 */
public record CustomTokenConfig(
        TokenAlgorithm algorithm,
        boolean keySet,
        Optional<URI> keySetAddress,
        List<String> signingKeys,
        Set<String> audiences,
        boolean anyAudience,
        List<MetadataField> metadata,
        Duration clockSkew,
        PrivateHosts privateHosts) {
    public static final String SIGNING_ALGORITHM = "appServices.signingAlgorithm";
    public static final String SIGNING_KEY_1 = "appServices.signingKey1";
    public static final String SIGNING_KEY_2 = "appServices.signingKey2";
    public static final String SIGNING_KEY_3 = "appServices.signingKey3";
    public static final String JWK_URI_ENABLED = "appServices.jwkUriEnabled";
    public static final String JWK_URI = "appServices.jwkUri";
    public static final String AUDIENCE = "appServices.audience";
    public static final String ANY_AUDIENCE_ENABLED = "appServices.anyAudienceEnabled";
    public static final String REQUIRED_METADATA = "appServices.requiredMetadata";
    public static final String OPTIONAL_METADATA = "appServices.optionalMetadata";
    public static final String CLOCK_SKEW_SECONDS = "appServices.clockSkewSeconds";
    public static final String PRIVATE_HOSTS = "appServices.privateHosts";

    /** As many as App Services took. */
    static final List<String> SIGNING_KEYS = List.of(SIGNING_KEY_1, SIGNING_KEY_2, SIGNING_KEY_3);

    private static final Map<Map<String, String>, CustomTokenConfig> PARSED = new ConcurrentHashMap<>();
    private static final int MAX_PARSED = 256;

    private static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(60);
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

    static List<ProviderConfigProperty> properties() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create()
                .property()
                .name(SIGNING_ALGORITHM)
                .label("Signing algorithm")
                .helpText("How tokens are signed; a token that names another algorithm is refused. HS256: with a secret"
                        + " that both sides have. RS256: with a private key of the issuer. Default HS256.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(TokenAlgorithm.HS256.name(), TokenAlgorithm.RS256.name())
                .defaultValue(TokenAlgorithm.HS256.name())
                .add();
        for (int i = 0; i < SIGNING_KEYS.size(); i++) {
            builder.property()
                    .name(SIGNING_KEYS.get(i))
                    .label("Signing key " + (i + 1))
                    .helpText(
                            "For HS256 a secret of 32 to 512 characters, for RS256 a public key or a certificate in PEM"
                                    + " form. A token must be signed with one of the keys. A reference such as"
                                    + " ${vault.jwtkey} works. Empty (default): no key.")
                    .type(ProviderConfigProperty.PASSWORD)
                    .secret(true)
                    .add();
        }
        return builder.property()
                .name(JWK_URI_ENABLED)
                .label("Use a JWK URI")
                .helpText(
                        "Whether the keys are fetched from an address. Tokens are signed with RS256 then and must name"
                                + " their key (kid), and the signing keys above are not used. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(JWK_URI)
                .label("JWK URI")
                .helpText("Address of the issuer's JSON Web Key Set, which begins with https:// and is not in a private"
                        + " network. At most three keys of it are used. Empty by default.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(AUDIENCE)
                .label("Audience")
                .helpText("What aud of a token must have. Default: the App ID.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .defaultValue("")
                .add()
                .property()
                .name(ANY_AUDIENCE_ENABLED)
                .label("Any audience")
                .helpText(
                        "Whether one of several audiences is enough. Off: a token must have all of them. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(REQUIRED_METADATA)
                .label("Required metadata")
                .helpText(
                        "Claims that are kept as data of the user at each login, with the path of the claim as key and"
                                + " the name in the data as value, by default the last part of the path. Dots are between the"
                                + " parts of a path; \\. is a dot of a name. A token without one of them is refused."
                                + " By default there are none.")
                .type(ProviderConfigProperty.MAP_TYPE)
                .defaultValue("[]")
                .add()
                .property()
                .name(OPTIONAL_METADATA)
                .label("Optional metadata")
                .helpText("The same for claims that a token may lack. By default there are none.")
                .type(ProviderConfigProperty.MAP_TYPE)
                .defaultValue("[]")
                .add()
                .property()
                .name(CLOCK_SKEW_SECONDS)
                .label("Clock skew")
                .helpText("By how many seconds, from 0 to 600, the clocks of issuer and server may differ. Default 60.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(DEFAULT_CLOCK_SKEW.toSeconds())
                .add()
                .property()
                .name(PRIVATE_HOSTS)
                .label("Private hosts")
                .helpText("Hosts, with or without a port, from which keys may be fetched although they are in a private"
                        + " network, or by http://. The server option allowed-private-hosts goes before it."
                        + " By default there are none.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .defaultValue("")
                .add()
                .build();
    }

    /** Parsed once for as long as the settings are the same. */
    static CustomTokenConfig of(AuthenticatorConfigModel model) {
        Map<String, String> settings = model.getConfig() == null ? Map.of() : model.getConfig();
        CustomTokenConfig known = PARSED.get(settings);
        if (known != null) {
            return known;
        }
        CustomTokenConfig parsed = from(settings);
        if (PARSED.size() >= MAX_PARSED) {
            PARSED.clear();
        }
        PARSED.put(new HashMap<>(settings), parsed);
        return parsed;
    }

    /** @throws dev.appservices.error.AppServicesException for a value that cannot be right */
    public static CustomTokenConfig from(Map<String, String> config) {
        AuthenticatorSettings settings = new AuthenticatorSettings(config);
        boolean keySet = settings.flag(JWK_URI_ENABLED, false);
        TokenAlgorithm chosen = settings.choice(SIGNING_ALGORITHM, TokenAlgorithm.class, TokenAlgorithm.HS256);
        List<MetadataField> metadata = new ArrayList<>();
        metadata.addAll(metadata(settings, REQUIRED_METADATA, true));
        metadata.addAll(metadata(settings, OPTIONAL_METADATA, false));
        return new CustomTokenConfig(
                keySet ? TokenAlgorithm.RS256 : chosen,
                keySet,
                settings.text(JWK_URI).map(text -> address(text, keySet)),
                SIGNING_KEYS.stream()
                        .flatMap(key -> settings.text(key).stream())
                        .toList(),
                Set.copyOf(settings.texts(AUDIENCE)),
                settings.flag(ANY_AUDIENCE_ENABLED, false),
                metadata,
                settings.seconds(CLOCK_SKEW_SECONDS, DEFAULT_CLOCK_SKEW, MAX_CLOCK_SKEW),
                PrivateHosts.of(settings.texts(PRIVATE_HOSTS)));
    }

    /** @param appId the audience where the settings name none */
    public CustomTokenRules rules(String appId, Clock clock) {
        return new CustomTokenRules(
                algorithm, audiences.isEmpty() ? Set.of(appId) : audiences, anyAudience, metadata, clockSkew, clock);
    }

    private static URI address(String text, boolean used) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            if (!used) {
                return URI.create("about:blank");
            }
            throw AuthenticatorSettings.refusal(JWK_URI, "must be a URL such as https://issuer.example.org/jwks.json");
        }
    }

    private static List<MetadataField> metadata(AuthenticatorSettings settings, String key, boolean required) {
        return settings.pairs(key).stream()
                .map(pair -> {
                    try {
                        return MetadataField.of(
                                pair.getKey(), Optional.of(pair.getValue()).filter(name -> !name.isEmpty()), required);
                    } catch (IllegalArgumentException e) {
                        throw AuthenticatorSettings.refusal(
                                key, "has a path or a name that cannot be one: " + e.getMessage());
                    }
                })
                .toList();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "CustomTokenConfig[" + algorithm + ", keySet=" + keySet + ", signingKeys=<hidden>]";
    }
}
