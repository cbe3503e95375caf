package dev.appservices.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.appservices.app.ProviderType;
import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** The providers: one file of all, or an older file for each. */
final class ProviderReader {
    static final String PATH = "auth/providers.json";

    private final Documents documents;
    private final Secrets ownSecrets;
    private final Predicate<String> functionExists;
    private final Findings findings;

    ProviderReader(Documents documents, Secrets ownSecrets, Predicate<String> functionExists, Findings findings) {
        this.documents = documents;
        this.ownSecrets = ownSecrets;
        this.functionExists = functionExists;
        this.findings = findings;
    }

    /** Sorted by type. */
    List<ProviderDefinition> read() {
        List<ProviderDefinition> providers = new ArrayList<>();
        Set<ProviderType> types = new HashSet<>();
        ProviderEntryReader entryReader = new ProviderEntryReader(ownSecrets, findings);
        entries()
                .forEach((key, entry) -> type(key, entry).ifPresent(type -> {
                    if (!types.add(type)) {
                        throw AppDirectoryException.atKey(
                                entry.file(),
                                entry.path(),
                                "Another entry is the provider " + type.wireName() + ", too.");
                    }
                    providers.add(checkFunctions(entryReader.read(type, key, entry)));
                }));
        providers.sort(Comparator.comparing(ProviderDefinition::type));
        return providers;
    }

    /** Files of the older form beside the newer one are left over from an upgrade, and may open what was closed. */
    private Map<String, JsonObject> entries() {
        List<String> old = documents.files().paths(Part.OLD_PROVIDER);
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        if (documents.files().has(PATH)) {
            old.forEach(path ->
                    findings.add(path, Kind.FILE, Action.WARNING, "It is ignored, because " + PATH + " is newer."));
            JsonObject file = documents.providers(PATH);
            file.keys().forEach(key -> entries.put(key, file.requiredObject(key)));
        } else if (old.isEmpty()) {
            findings.add(PATH, Kind.FILE, Action.WARNING, "The file is missing: the app has no way to log in.");
        } else {
            old.forEach(path -> entries.put(Part.OLD_PROVIDER.name(path), documents.providers(path)));
        }
        return entries;
    }

    /** Key, name and type are the same in every export; where an edited file disagrees, the type was what counted. */
    private Optional<ProviderType> type(String key, JsonObject entry) {
        String name = entry.text("name").orElse(key);
        String wireName = entry.text("type").orElse(key);
        Optional<ProviderType> type = ProviderType.ofWireName(wireName);
        if (type.isEmpty()) {
            String hint = ProviderType.ofWireName(wireName.toLowerCase(Locale.ROOT))
                    .map(meant -> "; write " + Printable.quote(meant.wireName()))
                    .orElse("");
            report(
                    entry.file(),
                    entry.path(),
                    Kind.PROVIDER,
                    Action.WARNING,
                    Printable.quote(wireName) + " is not a provider of App Services and is skipped" + hint + ".");
        } else if (!wireName.equals(key) || !wireName.equals(name)) {
            report(
                    entry.file(),
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
                JsonPath path = provider.path().child("config").child(use.key());
                report(
                        provider.file(),
                        path,
                        Kind.SETTING,
                        Action.WARNING,
                        "The provider is imported disabled: " + reason + ".");
                return provider.disabledBecause(reason);
            }
        }
        return provider;
    }

    private void report(String file, JsonPath path, Kind kind, Action action, String message) {
        findings.add(file, path, kind, action, message);
    }
}
