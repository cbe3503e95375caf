package dev.appservices.migration;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.appservices.app.ProviderType;

/**
 * One way to log in.
 *
 * @param type one of the eight provider names of App Services
 * @param entry the key or file name under which the app has it: the type in every export, not in every edited file
 * @param file the file that it stands in
 * @param id what identities of exported users refer to; only the two oldest generations have it in the app
 * @param disabled nobody may log in with it; also true where {@code disabledReason} is there
 * @param disabledReason why an enabled provider of the file is disabled here
 * @param config without inline secrets
 * @param inlineSigningKey the key of a {@code custom-token} provider from before secrets had names
 */
public record ProviderDefinition(
        String type,
        String entry,
        String file,
        Optional<String> id,
        boolean disabled,
        Optional<String> disabledReason,
        Settings config,
        List<SecretReference> secrets,
        Optional<InlineSecret> inlineSigningKey,
        List<MetadataField> metadataFields,
        List<String> redirectUris,
        List<String> domainRestrictions) {

    public ProviderDefinition {
        secrets = List.copyOf(secrets);
        metadataFields = List.copyOf(metadataFields);
        redirectUris = List.copyOf(redirectUris);
        domainRestrictions = List.copyOf(domainRestrictions);
    }

    /** A provider that nobody has set up yet. */
    static ProviderDefinition disabled(String type) {
        return new ProviderDefinition(
                type,
                type,
                "",
                Optional.empty(),
                true,
                Optional.empty(),
                new Settings(JsonNodeFactory.instance.objectNode()),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * The settings of {@code local-userpass}.
     *
     * @throws IllegalStateException for another type
     */
    public LocalUserpassSettings localUserpass() {
        if (!type.equals(ProviderType.LOCAL_USERPASS.wireName())) {
            throw new IllegalStateException("Settings of local-userpass were asked of " + type);
        }
        return LocalUserpassSettings.from(config);
    }

    /** Secrets that a login needs: a token provider that fetches its keys from an address has no use for its own. */
    public List<SecretReference> activeSecrets() {
        return type.equals(ProviderType.CUSTOM_TOKEN.wireName()) && config.flag("useJWKURI") ? List.of() : secrets;
    }

    /** Where in its file it stands. */
    JsonPath path() {
        return file.equals(ProviderReader.PATH) ? JsonPath.ROOT.child(entry) : JsonPath.ROOT;
    }

    ProviderDefinition disabledBecause(String reason) {
        return new ProviderDefinition(
                type,
                entry,
                file,
                id,
                true,
                Optional.of(reason),
                config,
                secrets,
                inlineSigningKey,
                metadataFields,
                redirectUris,
                domainRestrictions);
    }
}
