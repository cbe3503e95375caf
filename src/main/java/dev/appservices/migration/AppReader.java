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
    private final Secrets ownSecrets;
    private final Findings findings;

    AppReader(AppFiles files, Secrets ownSecrets, Findings findings) {
        this.files = files;
        this.ownSecrets = ownSecrets;
        this.findings = findings;
    }

    AppDefinition read() {
        String environment = RootReader.environment(files);
        Templates templates = new EnvironmentReader(files, findings).read(environment);
        Documents documents = new Documents(files, templates);
        JsonObject rootFile = documents.object(files.rootFile());
        RootReader.Root root = new RootReader(documents, rootFile, findings).read();
        Set<String> values = new ValueReader(documents, templates, findings).read();
        List<Service> services = new ServiceReader(documents, findings).read();
        List<DataSourceDefinition> dataSources = new DataSourceReader(documents, findings).read(services);
        List<FunctionDefinition> functions = new FunctionReader(documents, findings).read();
        Predicate<String> functionExists = withSource(functions)::contains;
        List<ProviderDefinition> providers = new ProviderReader(documents, ownSecrets, functionExists, findings).read();
        CustomUserDataDefinition customUserData =
                new CustomUserDataReader(documents, functionExists, dataSources, findings).read(rootFile);
        List<EndpointDefinition> endpoints = new EndpointReader(documents, findings).read(services);
        List<TriggerDefinition> triggers = new TriggerReader(documents, functionExists, findings).read();
        new OtherReader(documents, findings).read(rootFile);
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

    private static Set<String> withSource(List<FunctionDefinition> functions) {
        return functions.stream()
                .filter(FunctionDefinition::sourcePresent)
                .map(FunctionDefinition::name)
                .collect(Collectors.toSet());
    }
}
