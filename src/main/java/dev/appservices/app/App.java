package dev.appservices.app;

import java.util.List;

/**
 * What a request needs to know of the app it is for.
 *
 * @param id the client id
 * @param realm the realm's name
 * @param domainId the internal id of the app, 24 hex digits: {@code domain_id} in profiles, {@code baas_domain_id} in tokens
 * @param allowedOrigins origins that browsers may call from; {@code *} stands for all, an empty list for none
 * @param deploymentModel {@code GLOBAL} or {@code LOCAL}, shown in {@code location}
 * @param region a region name such as {@code US-VA}, shown in {@code location}
 */
public record App(
        AppId id, String realm, String domainId, List<String> allowedOrigins, String deploymentModel, String region) {
    public App {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    public boolean allowsOrigin(String origin) {
        return allowedOrigins.contains("*") || allowedOrigins.contains(origin);
    }

    /** The id of the configuration of one provider: {@code identities[].provider_id} in profiles. */
    public String providerId(ProviderType type) {
        return ObjectIds.derived(domainId, type.wireName());
    }
}
