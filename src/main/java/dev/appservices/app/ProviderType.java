package dev.appservices.app;

import java.util.Arrays;
import java.util.Optional;

/**
 * The eight authentication providers of App Services. Only these names may leave the server: realm-core ends the whole
 * process when a profile has an identity of another type.
 */
public enum ProviderType {
    ANON_USER("anon-user"),
    LOCAL_USERPASS("local-userpass"),
    API_KEY("api-key"),
    CUSTOM_TOKEN("custom-token"),
    CUSTOM_FUNCTION("custom-function"),
    OAUTH2_GOOGLE("oauth2-google"),
    OAUTH2_FACEBOOK("oauth2-facebook"),
    OAUTH2_APPLE("oauth2-apple");

    private final String wireName;

    ProviderType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<ProviderType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(name))
                .findFirst();
    }
}
