package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.app.ProviderType;
import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** One provider, once its type is known: an entry of the newer file, or an older file of its own. */
final class ProviderEntryReader {
    private static final String INLINE_KEY = "signingKey";

    private final Secrets ownSecrets;
    private final Findings findings;

    ProviderEntryReader(Secrets ownSecrets, Findings findings) {
        this.ownSecrets = ownSecrets;
        this.findings = findings;
    }

    ProviderDefinition read(ProviderType type, String key, JsonObject entry) {
        Optional<JsonObject> config = entry.object("config");
        config.ifPresent(object -> {
            ProviderFormat.validate(type, object);
            object.reportUnknown(Kind.PROVIDER, findings);
        });
        ProviderDefinition provider = new ProviderDefinition(
                type.wireName(),
                key,
                entry.file(),
                entry.text("id").or(() -> entry.text("_id")),
                entry.flag("disabled"),
                Optional.empty(),
                settings(type, config),
                secrets(type, entry),
                config.filter(object -> type == ProviderType.CUSTOM_TOKEN).flatMap(this::inlineKey),
                entry.objects("metadata_fields").stream()
                        .map(this::metadataField)
                        .toList(),
                entry.texts("redirect_uris"),
                entry.texts("domain_restrictions"));
        entry.reportUnknown(Kind.PROVIDER, findings);
        return provider;
    }

    private static Settings settings(ProviderType type, Optional<JsonObject> config) {
        ObjectNode node = config.map(JsonObject::copy).orElseGet(JsonNodeFactory.instance::objectNode);
        if (type == ProviderType.CUSTOM_TOKEN) {
            node.remove(INLINE_KEY);
        }
        return new Settings(node);
    }

    private Optional<InlineSecret> inlineKey(JsonObject config) {
        Optional<InlineSecret> key = config.text(INLINE_KEY).map(InlineSecret::new);
        key.ifPresent(secret -> findings.add(
                config.file(),
                config.path().child(INLINE_KEY),
                Kind.SECRET,
                Action.WARNING,
                "The signing key " + secret + " stands in the file itself; make it a secret."));
        return key;
    }

    private List<SecretReference> secrets(ProviderType type, JsonObject entry) {
        List<SecretReference> references = new ArrayList<>();
        entry.object("secret_config").ifPresent(config -> {
            ProviderFormat.secretKeys(type).forEach(key -> references.addAll(secrets(config, key)));
            config.reportUnknown(Kind.PROVIDER, findings);
        });
        references.addAll(ownSecrets.unnamed(type.wireName(), ProviderFormat.secretKeys(type), references));
        return references;
    }

    private static List<SecretReference> secrets(JsonObject config, String key) {
        JsonPath path = config.path().child(key);
        List<SecretReference> references = new ArrayList<>();
        int index = 0;
        for (String name : config.textOrTexts(key)) {
            JsonPath place = config.isText(key) ? path : path.child(index);
            references.add(new SecretReference(key, name, place.toString()));
            index++;
        }
        return references;
    }

    private MetadataField metadataField(JsonObject field) {
        String name = field.requiredText("name");
        boolean required = field.isText("required") ? quotedFlag(field, "required") : field.flag("required");
        String fieldName = field.text("field_name").orElseGet(() -> MetadataField.defaultFieldName(name));
        field.reportUnknown(Kind.PROVIDER, findings);
        return new MetadataField(name, fieldName, required);
    }

    /** The documentation's own examples have this flag in quotes. */
    private static boolean quotedFlag(JsonObject field, String key) {
        String text = field.text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw field.problem(key, "This must be true or false, but it is another text.");
        }
        return text.equals("true");
    }
}
