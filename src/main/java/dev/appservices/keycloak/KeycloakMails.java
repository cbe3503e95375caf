package dev.appservices.keycloak;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.EmailValidationUtil;
import org.keycloak.utils.SMTPUtil;

import org.jspecify.annotations.Nullable;

import dev.appservices.error.AppServicesException;
import dev.appservices.limit.Limited;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.MailLink;
import dev.appservices.login.localuserpass.MailPair;
import dev.appservices.login.localuserpass.MailPurpose;
import dev.appservices.login.localuserpass.UserpassMails;
import dev.appservices.user.User;

/** Mails by the SMTP server, the e-mail theme and the localization of the realm. */
final class KeycloakMails implements UserpassMails {
    /** A message that is its parameter, so that a subject of an operator is not read as a format. */
    private static final String LITERAL_SUBJECT = "appServicesSubject";

    /** How long a mail that nobody waits for does: three times as long as an SMTP server has for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern MESSAGE_KEY = Pattern.compile("\\$\\{([\\w.-]+)}");

    private final UserpassRequest request;
    private final LocalUserpassConfig config;

    KeycloakMails(UserpassRequest request, LocalUserpassConfig config) {
        this.request = request;
        this.config = config;
    }

    @Override
    public boolean reaches(String address) {
        boolean unicode = Boolean.parseBoolean(smtp().get(EmailSenderProvider.CONFIG_ALLOW_UTF8));
        String converted = unicode ? address : SMTPUtil.convertIDNEmailAddress(address);
        return EmailValidationUtil.isValidEmail(address)
                && converted != null
                && (unicode || converted.chars().allMatch(character -> character < 128));
    }

    @Override
    public void admit(String address) {
        if (isBlank(smtp().get("host")) || isBlank(smtp().get("from"))) {
            throw AppServicesException.unavailable(
                    "this server cannot send mails",
                    new EmailException("Realm " + request.realm().getName()
                            + " has no SMTP server or no sender: see Realm settings, Email"));
        }
        new ClientLimits(request.session()).take(Limited.MAIL, address.toLowerCase(Locale.ROOT));
    }

    @Override
    public void send(MailPurpose purpose, String address, MailPair pair, User recipient) {
        RealmModel realm = request.realm();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(
                "link",
                config.url(purpose).map(url -> MailLink.of(url, pair)).orElseGet(() -> request.pageOf(purpose, pair)));
        attributes.put("linkMinutes", MailPair.LIFETIME.toMinutes());
        Optional<String> subject = config.subject(purpose);
        String key = subject.map(KeycloakMails::messageKey).orElseGet(() -> defaultSubject(purpose));
        MailTurns.run(request.isAnswered() ? PATIENCE : Duration.ZERO, () -> {
            try {
                request.session()
                        .getProvider(EmailTemplateProvider.class)
                        .setRealm(realm)
                        .setUser(Stores.model(request.session(), realm, recipient))
                        .send(key, List.of(subject.orElse(appName(realm))), template(purpose), attributes, address);
            } catch (EmailException e) {
                throw AppServicesException.unavailable("the mail could not be sent", e);
            }
        });
    }

    private static String messageKey(String subject) {
        Matcher key = MESSAGE_KEY.matcher(subject);
        return key.matches() ? key.group(1) : LITERAL_SUBJECT;
    }

    private static String defaultSubject(MailPurpose purpose) {
        return purpose == MailPurpose.CONFIRMATION ? "appServicesConfirmSubject" : "appServicesResetSubject";
    }

    private static String template(MailPurpose purpose) {
        return purpose == MailPurpose.CONFIRMATION ? "app-services-mail-confirm.ftl" : "app-services-mail-reset.ftl";
    }

    /** As the pages of the realm call it. */
    static String appName(RealmModel realm) {
        return isBlank(realm.getDisplayName()) ? realm.getName() : realm.getDisplayName();
    }

    private Map<String, String> smtp() {
        return request.realm().getSmtpConfig();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
