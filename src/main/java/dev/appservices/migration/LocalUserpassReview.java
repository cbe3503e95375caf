package dev.appservices.migration;

import java.util.Optional;

import dev.appservices.login.localuserpass.MailLink;
import dev.appservices.migration.LocalUserpassSettings.Confirmation;
import dev.appservices.migration.LocalUserpassSettings.Reset;
import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** The settings of an enabled {@code local-userpass} provider: which count, which wait, and which are left over. */
final class LocalUserpassReview {
    private final LocalUserpassSettings settings;
    private final String file;
    private final JsonPath config;
    private final Findings findings;

    LocalUserpassReview(ProviderDefinition provider, JsonPath config, Findings findings) {
        this.settings = provider.localUserpass();
        this.file = provider.file();
        this.config = config;
        this.findings = findings;
    }

    /** A provider that waits as a whole says so itself; its modes need no second word. */
    void review(boolean implemented) {
        reviewConfirmation(implemented);
        reviewReset(implemented);
    }

    private void reviewConfirmation(boolean implemented) {
        Confirmation confirmation = settings.confirmation();
        switch (confirmation) {
            case AUTOMATIC -> {}
            case FUNCTION ->
                waiting(
                        implemented,
                        "runConfirmationFunction",
                        "Registration is refused for now: confirmation by a function is not served yet.");
            case MAIL -> {
                if (settings.emailConfirmationUrl().isEmpty()) {
                    add(
                            config,
                            Action.WARNING,
                            "There is no emailConfirmationUrl: confirmation mails lead to a page of this server.");
                }
                checkUrl("emailConfirmationUrl", settings.emailConfirmationUrl());
            }
        }
        reviewConfirmationLeftovers(confirmation);
    }

    private void reviewConfirmationLeftovers(Confirmation confirmation) {
        String reason = switch (confirmation) {
            case AUTOMATIC -> "autoConfirm is true";
            case FUNCTION -> "runConfirmationFunction is true";
            case MAIL -> "runConfirmationFunction is false";
        };
        if (confirmation == Confirmation.AUTOMATIC && settings.runConfirmationFunction()) {
            inactive("runConfirmationFunction", reason);
        }
        if (confirmation != Confirmation.FUNCTION) {
            String functionReason = settings.autoConfirm() ? reason : "runConfirmationFunction is false";
            inactive("confirmationFunctionName", settings.confirmationFunctionName(), functionReason);
        }
        if (confirmation != Confirmation.MAIL) {
            inactive("emailConfirmationUrl", settings.emailConfirmationUrl(), reason);
            inactive("confirmEmailSubject", settings.confirmEmailSubject(), reason);
        }
    }

    private void reviewReset(boolean implemented) {
        switch (settings.reset()) {
            case FUNCTION -> {
                waiting(
                        implemented,
                        "runResetFunction",
                        "Passwords cannot be reset for now: resets by a function are not served yet.");
                inactive("resetPasswordUrl", settings.resetPasswordUrl(), "runResetFunction is true");
                inactive("resetPasswordSubject", settings.resetPasswordSubject(), "runResetFunction is true");
            }
            case MAIL -> checkUrl("resetPasswordUrl", settings.resetPasswordUrl());
        }
        if (settings.reset() != Reset.FUNCTION) {
            inactive("resetFunctionName", settings.resetFunctionName(), "runResetFunction is false");
        }
    }

    private void waiting(boolean implemented, String key, String message) {
        if (implemented) {
            add(config.child(key), Action.WAITING, message);
        }
    }

    /** Apps link into phones with schemes of their own; what nobody can open has nothing behind the scheme. */
    private void checkUrl(String key, Optional<String> url) {
        url.filter(text -> !MailLink.isUsable(text))
                .ifPresent(text -> add(
                        config.child(key),
                        Action.WARNING,
                        "This is not a URL that a mail can link to: mails lead to a page of this server."));
    }

    private void inactive(String key, Optional<String> value, String reason) {
        if (value.isPresent()) {
            inactive(key, reason);
        }
    }

    private void inactive(String key, String reason) {
        add(config.child(key), Action.IMPORTED_DISABLED, "It is kept, but inactive, because " + reason + ".");
    }

    private void add(JsonPath path, Action action, String message) {
        findings.add(file, path, Kind.SETTING, action, message);
    }
}
