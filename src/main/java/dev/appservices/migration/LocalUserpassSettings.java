package dev.appservices.migration;

import java.util.Optional;

/**
 * The {@code config} of {@code local-userpass}. Exported apps keep settings of modes that are not chosen; which ones
 * count is told by {@link #confirmation()} and {@link #reset()}.
 */
public record LocalUserpassSettings(
        boolean autoConfirm,
        Optional<String> emailConfirmationUrl,
        Optional<String> confirmEmailSubject,
        boolean runConfirmationFunction,
        Optional<String> confirmationFunctionName,
        Optional<String> resetPasswordUrl,
        Optional<String> resetPasswordSubject,
        boolean runResetFunction,
        Optional<String> resetFunctionName) {

    /** How a registration is confirmed. */
    public enum Confirmation {
        AUTOMATIC,
        FUNCTION,
        MAIL
    }

    /** How a forgotten password is replaced. */
    public enum Reset {
        FUNCTION,
        MAIL
    }

    static LocalUserpassSettings from(Settings config) {
        return new LocalUserpassSettings(
                config.flag("autoConfirm"),
                config.text("emailConfirmationUrl"),
                config.text("confirmEmailSubject"),
                config.flag("runConfirmationFunction"),
                config.text("confirmationFunctionName"),
                config.text("resetPasswordUrl"),
                config.text("resetPasswordSubject"),
                config.flag("runResetFunction"),
                config.text("resetFunctionName"));
    }

    /** Files may set several modes at once; the order of precedence is automatic, function, mail. */
    public Confirmation confirmation() {
        if (autoConfirm) {
            return Confirmation.AUTOMATIC;
        }
        if (runConfirmationFunction) {
            return Confirmation.FUNCTION;
        }
        return Confirmation.MAIL;
    }

    public Reset reset() {
        return runResetFunction ? Reset.FUNCTION : Reset.MAIL;
    }
}
