package dev.appservices.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** {@code auth/providers.json}. */
final class ProviderReader {
    static final String PATH = "auth/providers.json";

    private final Documents documents;
    private final Predicate<String> functionExists;
    private final Findings findings;

    ProviderReader(Documents documents, Predicate<String> functionExists, Findings findings) {
        this.documents = documents;
        this.functionExists = functionExists;
        this.findings = findings;
    }

    /** Sorted by type. */
    List<ProviderDefinition> read() {
        Optional<JsonObject> file = documents.optionalProviders(PATH);
        if (file.isEmpty()) {
            findings.add(PATH, Kind.FILE, Action.WARNING, "The file is missing: the app has no way to log in.");
            return List.of();
        }
        List<ProviderDefinition> providers = new ArrayList<>();
        Set<ProviderType> types = new HashSet<>();
        ProviderEntryReader entryReader = new ProviderEntryReader(findings);
        for (String key : file.get().keys()) {
            JsonObject entry = file.get().requiredObject(key);
            type(key, entry).ifPresent(type -> {
                if (!types.add(type)) {
                    throw file.get().problem(key, "Another entry is the provider " + type.wireName() + ", too.");
                }
                providers.add(checkFunctions(entryReader.read(type, key, entry)));
            });
        }
        providers.sort(Comparator.comparing(ProviderDefinition::type));
        return providers;
    }

    /** Key, name and type are the same in every export; where an edited file disagrees, the type was what counted. */
    private Optional<ProviderType> type(String key, JsonObject entry) {
        String name = entry.text("name").orElse(key);
        String wireName = entry.text("type").orElse(key);
        Optional<ProviderType> type = ProviderType.of(wireName);
        if (type.isEmpty()) {
            String hint = ProviderType.of(wireName.toLowerCase(Locale.ROOT))
                    .map(meant -> "; write " + Printable.quote(meant.wireName()))
                    .orElse("");
            report(
                    entry.path(),
                    Kind.PROVIDER,
                    Action.WARNING,
                    Printable.quote(wireName) + " is not a provider of App Services and is skipped" + hint + ".");
        } else if (!wireName.equals(key) || !wireName.equals(name)) {
            report(
                    entry.path(),
                    Kind.PROVIDER,
                    Action.WARNING,
                    "Key, name and type differ; the type " + Printable.quote(wireName) + " counts.");
        }
        return type;
    }

    /** A login that relies on a function which is not there must not be open: the provider comes up disabled. */
    private ProviderDefinition checkFunctions(ProviderDefinition provider) {
        if (provider.disabled()) {
            return provider;
        }
        for (FunctionUse use : FunctionUse.of(provider)) {
            if (use.name().filter(functionExists).isEmpty()) {
                String reason = use.name()
                        .map(name -> "the app has no function " + Printable.quote(name))
                        .orElse("no function is named");
                JsonPath path =
                        JsonPath.ROOT.child(provider.entry()).child("config").child(use.key());
                report(path, Kind.SETTING, Action.WARNING, "The provider is imported disabled: " + reason + ".");
                return provider.disabledBecause(reason);
            }
        }
        return provider;
    }

    private void report(JsonPath path, Kind kind, Action action, String message) {
        findings.add(PATH, path, kind, action, message);
    }
}
