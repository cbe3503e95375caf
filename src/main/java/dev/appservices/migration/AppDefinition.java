package dev.appservices.migration;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An exported app, validated whole. Absent parts are empty, so that two definitions can be compared.
 *
 * @param name 1 to 32 ASCII letters, digits, {@code _} and {@code -}
 * @param appId the ID that clients are compiled with; newer exports often lack it
 * @param environment empty for the default one, else {@code development}, {@code testing}, {@code qa} or
 *     {@code production}
 * @param deploymentModel {@code GLOBAL} or {@code LOCAL}
 * @param region {@code location} of older exports, such as {@code US-VA}, or the one that {@code provider_region} stands for
 * @param allowedRequestOrigins in the form of a browser's {@code Origin} header; empty allows all
 * @param providers sorted by type, each type at most once
 * @param values names only
 */
public record AppDefinition(
        String name,
        Optional<String> appId,
        String environment,
        String deploymentModel,
        String region,
        List<String> allowedRequestOrigins,
        List<ProviderDefinition> providers,
        CustomUserDataDefinition customUserData,
        List<FunctionDefinition> functions,
        List<String> values,
        List<DataSourceDefinition> dataSources,
        List<EndpointDefinition> endpoints,
        List<TriggerDefinition> triggers) {

    public AppDefinition {
        allowedRequestOrigins = List.copyOf(allowedRequestOrigins);
        providers = List.copyOf(providers);
        functions = List.copyOf(functions);
        values = List.copyOf(values);
        dataSources = List.copyOf(dataSources);
        endpoints = List.copyOf(endpoints);
        triggers = List.copyOf(triggers);
    }

    /** An app of which there are no files: these providers, switched off, and all else as an empty export has it. */
    public static AppDefinition withoutFiles(String name, Collection<String> providers) {
        return new AppDefinition(
                name,
                Optional.empty(),
                "",
                "GLOBAL",
                "US-VA",
                List.of(),
                providers.stream().sorted().map(ProviderDefinition::disabled).toList(),
                CustomUserDataDefinition.OFF,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public Optional<ProviderDefinition> provider(String type) {
        return providers.stream()
                .filter(provider -> provider.type().equals(type))
                .findFirst();
    }
}
