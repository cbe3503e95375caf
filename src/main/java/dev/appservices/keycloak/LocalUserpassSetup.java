package dev.appservices.keycloak;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.MailLink;
import dev.appservices.migration.LocalUserpassSettings;

/** The settings of {@code local-userpass} as a deployment writes them. */
final class LocalUserpassSetup {
    private static final Map<String, String> LABELS = labels();

    private final Deployment deployment;
    private final Map<String, String> values;

    /** @param values the settings of the step, which are changed */
    LocalUserpassSetup(Deployment deployment, Map<String, String> values) {
        this.deployment = deployment;
        this.values = values;
    }

    /** How the plan of a deployment calls the settings that a directory speaks of. */
    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(LocalUserpassConfig.AUTO_CONFIRM, "automatic confirmation");
        labels.put(LocalUserpassConfig.CONFIRMATION_URL, "confirmation URL");
        labels.put(LocalUserpassConfig.CONFIRMATION_SUBJECT, "subject of confirmation mails");
        labels.put(LocalUserpassConfig.RUN_CONFIRMATION_FUNCTION, "confirmation by a function");
        labels.put(LocalUserpassConfig.RESET_URL, "password reset URL");
        labels.put(LocalUserpassConfig.RESET_SUBJECT, "subject of password reset mails");
        labels.put(LocalUserpassConfig.RUN_RESET_FUNCTION, "password reset by a function");
        return labels;
    }

    /** What a directory says; what it does not say has no entry. */
    static Map<String, String> values(LocalUserpassSettings settings) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(LocalUserpassConfig.AUTO_CONFIRM, String.valueOf(settings.autoConfirm()));
        put(
                wanted,
                LocalUserpassConfig.CONFIRMATION_URL,
                settings.emailConfirmationUrl().filter(MailLink::isUsable));
        put(wanted, LocalUserpassConfig.CONFIRMATION_SUBJECT, settings.confirmEmailSubject());
        wanted.put(LocalUserpassConfig.RUN_CONFIRMATION_FUNCTION, String.valueOf(settings.runConfirmationFunction()));
        put(wanted, LocalUserpassConfig.RESET_URL, settings.resetPasswordUrl().filter(MailLink::isUsable));
        put(wanted, LocalUserpassConfig.RESET_SUBJECT, settings.resetPasswordSubject());
        wanted.put(LocalUserpassConfig.RUN_RESET_FUNCTION, String.valueOf(settings.runResetFunction()));
        return wanted;
    }

    private static void put(Map<String, String> wanted, String key, Optional<String> value) {
        value.map(String::trim).filter(text -> !text.isEmpty()).ifPresent(text -> wanted.put(key, text));
    }

    void apply(Map<String, String> wanted) {
        LABELS.forEach((key, label) -> {
            String what = "provider local-userpass, " + label;
            if (!values.containsKey(key) && wanted.containsKey(key)) {
                add(what, key, wanted.getOrDefault(key, ""));
            } else {
                deployment.set(
                        what,
                        false,
                        () -> new Shown(values.getOrDefault(key, "")),
                        shown -> write(key, shown.text()),
                        new Shown(wanted.getOrDefault(key, "")));
            }
        });
    }

    /** An older version of this extension has not written it. */
    private void add(String what, String key, String text) {
        values.put(key, text);
        if (!text.equals("false")) {
            deployment.changed(what + ": becomes " + text);
        }
    }

    private void write(String key, String text) {
        if (text.isEmpty()) {
            values.remove(key);
        } else {
            values.put(key, text);
        }
    }

    /** A value as the plan shows it. */
    private record Shown(String text) {
        @Override
        public String toString() {
            return text.isEmpty() ? "none" : text;
        }
    }
}
