package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/**
 * {@code secrets.json}, which was made by hand for the first command line client and never exported: either texts by
 * provider and setting, or by the name of the secret. Texts are checked to be there and are not kept.
 */
final class Secrets {
    static final String PATH = "secrets.json";

    private static final String PROVIDERS = "auth_providers";
    private static final String SERVICES = "services";

    private final Map<String, Set<String>> settings = new TreeMap<>();
    private final Set<String> names = new TreeSet<>();

    static Secrets read(AppFiles files, Findings findings) {
        Secrets secrets = new Secrets();
        if (files.has(PATH)) {
            JsonObject file = JsonObject.of(PATH, JsonPath.ROOT, LenientJson.parse(PATH, files.content(PATH)));
            secrets.read(file, findings);
        }
        return secrets;
    }

    private void read(JsonObject file, Findings findings) {
        for (String key : file.keys()) {
            if (key.equals(PROVIDERS)) {
                JsonObject providers = file.requiredObject(key);
                providers.keys().forEach(name -> settings.put(name, given(providers.requiredObject(name), findings)));
            } else if (key.equals(SERVICES)) {
                JsonObject services = file.requiredObject(key);
                services.keys().forEach(name -> skip(services.requiredObject(name), findings));
            } else if (isGiven(file, key)) {
                names.add(key);
                report(file, key, findings, Action.IMPORTED, "The text of this secret is given here.");
            }
        }
    }

    private static Set<String> given(JsonObject provider, Findings findings) {
        Set<String> given = new TreeSet<>();
        for (String key : provider.keys()) {
            if (isGiven(provider, key)) {
                given.add(key);
                report(provider, key, findings, Action.IMPORTED, "The text of this setting is given here.");
            }
        }
        return given;
    }

    private static void skip(JsonObject service, Findings findings) {
        for (String key : service.keys()) {
            report(service, key, findings, Action.SKIPPED, "Third-party services are not served.");
        }
    }

    /** Blank is not given: a key of no characters would let everybody sign. */
    private static boolean isGiven(JsonObject object, String key) {
        return object.textOrTexts(key).stream().anyMatch(text -> !text.isBlank());
    }

    private static void report(JsonObject object, String key, Findings findings, Action action, String message) {
        findings.add(PATH, object.path().child(key), Kind.SECRET, action, message);
    }

    /** Whether the file has the text of a provider's setting. */
    boolean has(String providerType, SecretReference reference) {
        return settings.getOrDefault(providerType, Set.of()).contains(reference.setting())
                || names.contains(reference.secretName());
    }

    /**
     * What a provider's own file does not name. The command line client made a secret of each text, with a name of two
     * underscores, the provider and the setting.
     */
    List<SecretReference> unnamed(String providerType, List<String> keys, List<SecretReference> named) {
        List<SecretReference> references = new ArrayList<>();
        for (String setting : settings.getOrDefault(providerType, Set.of())) {
            if (keys.contains(setting)
                    && named.stream().noneMatch(known -> known.setting().equals(setting))) {
                references.add(new SecretReference(setting, "__" + providerType + "_" + setting, ""));
            }
        }
        return references;
    }
}
