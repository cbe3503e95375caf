package dev.appservices.migration;

import java.util.Map;
import java.util.Set;

import dev.appservices.app.ProviderType;
import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** What becomes of each provider on a server with these implementations and secrets. */
final class ProviderReview {
    private final Set<String> implementedProviders;
    private final Map<String, String> secrets;
    private final Secrets ownSecrets;
    private final Findings findings;

    /**
     * @param secrets what the operator gave, by name
     * @param ownSecrets what the app's own files give
     */
    ProviderReview(
            Set<String> implementedProviders, Map<String, String> secrets, Secrets ownSecrets, Findings findings) {
        this.implementedProviders = implementedProviders;
        this.secrets = secrets;
        this.ownSecrets = ownSecrets;
        this.findings = findings;
    }

    void review(ProviderDefinition provider) {
        JsonPath path = provider.path();
        if (provider.disabled()) {
            String reason = provider.disabledReason().orElse("it is switched off in the app");
            add(provider, path, Action.IMPORTED_DISABLED, "Nobody can log in with it: " + reason + ".");
            return;
        }
        boolean implemented = implementedProviders.contains(provider.type());
        if (implemented) {
            add(provider, path, Action.IMPORTED, "Login with it is on." + note(provider));
        } else {
            add(provider, path, Action.WAITING, "It is on in the app, but login with it is refused for now.");
        }
        provider.activeSecrets().forEach(secret -> reviewSecret(provider, secret));
        if (provider.type().equals(ProviderType.LOCAL_USERPASS.wireName())) {
            new LocalUserpassReview(provider, path.child("config"), findings).review(implemented);
        }
        if (provider.type().equals(ProviderType.CUSTOM_TOKEN.wireName())) {
            reviewCustomToken(provider, path.child("config"));
        }
    }

    private static String note(ProviderDefinition provider) {
        if (provider.type().equals(ProviderType.ANON_USER.wireName())) {
            return " Anonymous users are kept, however long they are away; App Services removed them after 90 days. The"
                    + " setting anonymousInactivityDays of the user federation does so here.";
        }
        boolean automatic = provider.type().equals(ProviderType.LOCAL_USERPASS.wireName())
                && provider.localUserpass().confirmation() == LocalUserpassSettings.Confirmation.AUTOMATIC;
        return automatic ? " Registrations are confirmed at once, so addresses are not verified." : "";
    }

    /** Blank is not given: a key of no characters would let everybody sign. */
    private void reviewSecret(ProviderDefinition provider, SecretReference reference) {
        String text = secrets.get(reference.secretName());
        if ((text == null || text.isBlank()) && !ownSecrets.has(provider.type(), reference)) {
            findings.add(
                    provider.file(),
                    reference.pointer(),
                    Kind.SECRET,
                    Action.NEEDS_SECRET,
                    "The secret " + Printable.quote(reference.secretName()) + " has to be given to the server.");
        }
    }

    private void reviewCustomToken(ProviderDefinition provider, JsonPath config) {
        if (!provider.config().flag("useJWKURI")) {
            provider.config()
                    .text("jwkURI")
                    .ifPresent(uri -> inactive(provider, config.child("jwkURI").toString(), "useJWKURI is false"));
            return;
        }
        provider.secrets().forEach(reference -> inactive(provider, reference.pointer(), "useJWKURI is true"));
    }

    private void inactive(ProviderDefinition provider, String pointer, String reason) {
        findings.add(
                provider.file(),
                pointer,
                Kind.SETTING,
                Action.IMPORTED_DISABLED,
                "It is kept, but inactive, because " + reason + ".");
    }

    private void add(ProviderDefinition provider, JsonPath path, Action action, String message) {
        findings.add(provider.file(), path, Kind.PROVIDER, action, message);
    }
}
