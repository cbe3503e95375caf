package dev.appservices.migration;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads an app's parts in the order in which they need each other: templates first, then what providers and custom user
 * data refer to, then these.
 */
final class AppReader {
    private final AppFiles files;
    private final Findings findings;

    AppReader(AppFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    AppDefinition read() {
        String environment = RootReader.environment(files);
        refuseOldProviders();
        Templates templates = new EnvironmentReader(files, findings).read(environment);
        Documents documents = new Documents(files, templates);
        RootReader.Root root = new RootReader(documents, findings).read();
        Set<String> values = new ValueReader(documents, templates, findings).read();
        List<DataSourceDefinition> dataSources = new DataSourceReader(documents, findings).read();
        List<FunctionDefinition> functions = new FunctionReader(documents, findings).read();
        Predicate<String> functionExists = withSource(functions)::contains;
        List<ProviderDefinition> providers = new ProviderReader(documents, functionExists, findings).read();
        CustomUserDataDefinition customUserData =
                new CustomUserDataReader(documents, functionExists, dataSources, findings).read();
        List<EndpointDefinition> endpoints = new EndpointReader(documents, findings).read();
        List<TriggerDefinition> triggers = new TriggerReader(documents, findings).read();
        new OtherReader(documents, findings).read();
        return new AppDefinition(
                root.name(),
                root.appId(),
                environment,
                root.deploymentModel(),
                root.region(),
                root.origins(),
                providers,
                customUserData,
                functions,
                List.copyOf(values),
                dataSources,
                endpoints,
                triggers);
    }

    /** Mixtures of two generations exist; an app that silently loses all its providers would be half an app. */
    private void refuseOldProviders() {
        files.ignored().stream()
                .filter(path -> path.startsWith("auth_providers/") && path.endsWith(".json"))
                .findFirst()
                .ifPresent(path -> {
                    throw new AppDirectoryException(
                            path,
                            "Providers in the form of before 2021 are not read yet; move them to " + ProviderReader.PATH
                                    + ".");
                });
    }

    private static Set<String> withSource(List<FunctionDefinition> functions) {
        return functions.stream()
                .filter(FunctionDefinition::sourcePresent)
                .map(FunctionDefinition::name)
                .collect(Collectors.toSet());
    }
}
