package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import dev.appservices.keycloak.AuthenticatorSettings;

/**
 * How {@code local-userpass} confirms registrations and resets passwords. Exported apps keep settings of modes that are
 * not chosen, so what an inactive mode has is read and not judged.
 *
 * @param confirmationUrl where the mail of {@link Confirmation#MAIL} leads; empty: to a page of this server
 * @param confirmationSubject of that mail; empty: the one of the realm's e-mail theme
 * @param resetUrl where the mail of {@link Reset#MAIL} leads; empty: to a page of this server
 * @param resetSubject of that mail; empty: the one of the realm's e-mail theme
 * @param neutralAnswersEnabled whether the requests for a mail are answered alike for every address
 */
public record LocalUserpassConfig(
        Confirmation confirmation,
        Optional<String> confirmationUrl,
        Optional<String> confirmationSubject,
        Reset reset,
        Optional<String> resetUrl,
        Optional<String> resetSubject,
        boolean neutralAnswersEnabled) {
    /** Keys of authenticators share one name space in Keycloak's masking of secrets: ours have a prefix. */
    public static final String AUTO_CONFIRM = "appServices.autoConfirm";

    public static final String RUN_CONFIRMATION_FUNCTION = "appServices.runConfirmationFunction";
    public static final String CONFIRMATION_URL = "appServices.emailConfirmationUrl";
    public static final String CONFIRMATION_SUBJECT = "appServices.confirmEmailSubject";
    public static final String RUN_RESET_FUNCTION = "appServices.runResetFunction";
    public static final String RESET_URL = "appServices.resetPasswordUrl";
    public static final String RESET_SUBJECT = "appServices.resetPasswordSubject";
    public static final String NEUTRAL_ANSWERS_ENABLED = "appServices.neutralAnswersEnabled";

    private static final String OWN_PAGE =
            " token and tokenId are added to its query, and the page hands them to the SDK. Empty (default): a page of this"
                    + " server, which needs no code.";

    private static final String SUBJECT =
            " at most 256 characters. ${key} is the text of that key in the realm's localization or e-mail theme. Empty"
                    + " (default): a subject of this extension, in the language of the reader.";

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

    static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(AUTO_CONFIRM)
                .label("Automatic confirmation")
                .helpText(
                        "Whether a new registration may log in at once. The address is not verified then. Off: it may log"
                                + " in when a link in a mail has been followed, for which the realm needs an SMTP server."
                                + " Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(CONFIRMATION_URL)
                .label("Confirmation URL")
                .helpText("Page of the app that confirmation mails lead to, such as https://app.example.org/confirm."
                        + OWN_PAGE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(CONFIRMATION_SUBJECT)
                .label("Subject of confirmation mails")
                .helpText("One line," + SUBJECT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(RUN_CONFIRMATION_FUNCTION)
                .label("Confirmation by a function")
                .helpText(
                        "Whether a function of the app decides on registrations. This version runs no functions: nobody"
                                + " can register while it is on. Without effect if automatic confirmation is on. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(RESET_URL)
                .label("Password reset URL")
                .helpText("Page of the app that mails for a forgotten password lead to, such as"
                        + " https://app.example.org/reset." + OWN_PAGE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(RESET_SUBJECT)
                .label("Subject of password reset mails")
                .helpText("One line," + SUBJECT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(RUN_RESET_FUNCTION)
                .label("Password reset by a function")
                .helpText(
                        "Whether a function of the app decides on new passwords. This version runs no functions: nobody"
                                + " can reset a password while it is on. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(NEUTRAL_ANSWERS_ENABLED)
                .label("Neutral answers")
                .helpText("Whether the SDK calls that send a mail succeed for every address, at once, so that they tell"
                        + " nobody who has an account. Mails then leave after the answer, and only events and the log"
                        + " tell of one that could not. Off: unknown and confirmed addresses are told, as by App"
                        + " Services. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .build();
    }

    /** Precedence where several modes are set: automatic, function, mail. */
    public static LocalUserpassConfig from(Map<String, String> config) {
        AuthenticatorSettings settings = new AuthenticatorSettings(config);
        boolean automatic = settings.flag(AUTO_CONFIRM, false);
        boolean byFunction = settings.flag(RUN_CONFIRMATION_FUNCTION, false);
        Confirmation confirmation =
                automatic ? Confirmation.AUTOMATIC : byFunction ? Confirmation.FUNCTION : Confirmation.MAIL;
        Reset reset = settings.flag(RUN_RESET_FUNCTION, false) ? Reset.FUNCTION : Reset.MAIL;
        return new LocalUserpassConfig(
                confirmation,
                settings.text(CONFIRMATION_URL),
                settings.text(CONFIRMATION_SUBJECT),
                reset,
                settings.text(RESET_URL),
                settings.text(RESET_SUBJECT),
                settings.flag(NEUTRAL_ANSWERS_ENABLED, false));
    }

    /**
     * Where the mail for a purpose leads; empty: to a page of this server.
     *
     * @throws dev.appservices.error.AppServicesException if it is no such address; logins do without it
     */
    public Optional<String> url(MailPurpose purpose) {
        return purpose == MailPurpose.CONFIRMATION
                ? confirmationUrl.map(url -> AuthenticatorSettings.requireLink(CONFIRMATION_URL, url))
                : resetUrl.map(url -> AuthenticatorSettings.requireLink(RESET_URL, url));
    }

    /**
     * The subject of the mail for a purpose; empty: the one of the e-mail theme.
     *
     * @throws dev.appservices.error.AppServicesException if it cannot be one
     */
    public Optional<String> subject(MailPurpose purpose) {
        return purpose == MailPurpose.CONFIRMATION
                ? confirmationSubject.map(text -> AuthenticatorSettings.requireSubject(CONFIRMATION_SUBJECT, text))
                : resetSubject.map(text -> AuthenticatorSettings.requireSubject(RESET_SUBJECT, text));
    }
}
