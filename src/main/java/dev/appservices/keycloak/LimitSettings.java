package dev.appservices.keycloak;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import dev.appservices.limit.Limited;

/**
 * How often things may be done in an hour.
 *
 * @param most of each; 0: without limit
 */
public record LimitSettings(Map<Limited, Integer> most) {
    static final int LARGEST = 1_000_000;

    /** One setting; {@code Limited} says what is counted, and this how the console calls it. */
    enum Setting {
        REGISTRATIONS(
                Limited.REGISTRATION,
                "registrationsPerHour",
                "Registrations per hour",
                "How many e-mail/password registrations one IP address may ask for in an hour",
                500),
        ANONYMOUS_LOGINS(
                Limited.ANONYMOUS_LOGIN,
                "anonymousLoginsPerHour",
                "Anonymous logins per hour",
                "How many anonymous users one IP address may make in an hour",
                1000),
        FAILED_LOGINS(
                Limited.FAILED_LOGIN,
                "failedLoginsPerHour",
                "Failed logins per hour",
                "After how many failed logins in an hour, whoever's, one IP address is refused; Keycloak's brute-force"
                        + " detection counts those of each user",
                500),
        MAILS(
                Limited.MAIL,
                "mailsPerHour",
                "Mails per hour and recipient",
                "How many confirmation and reset mails one e-mail address may get in an hour",
                5),
        MAIL_REQUESTS(
                Limited.MAIL_REQUEST,
                "mailRequestsPerHour",
                "Requests for mails per hour",
                "How many confirmation and reset mails one IP address may ask for in an hour",
                200),
        KEYS(
                Limited.KEY_CREATION,
                "keysPerHour",
                "New API keys per hour",
                "How many API keys one user may make in an hour",
                60);

        final Limited what;
        final String key;
        final String label;
        final String help;
        final int fallback;

        Setting(Limited what, String key, String label, String help, int fallback) {
            this.what = what;
            this.key = key;
            this.label = label;
            this.help = help;
            this.fallback = fallback;
        }
    }

    public static List<ProviderConfigProperty> properties() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create();
        Arrays.stream(Setting.values())
                .forEach(setting -> builder.property()
                        .name(setting.key)
                        .label(setting.label)
                        .helpText(setting.help
                                + ", over all nodes. More are refused with HTTP 429. 0: without limit. Default "
                                + setting.fallback + ".")
                        .type(ProviderConfigProperty.INTEGER_TYPE)
                        .defaultValue(setting.fallback)
                        .add());
        return builder.build();
    }

    static LimitSettings of(ComponentSettings settings) {
        Map<Limited, Integer> most = new EnumMap<>(Limited.class);
        Arrays.stream(Setting.values())
                .forEach(setting -> most.put(setting.what, settings.number(setting.key, LARGEST, setting.fallback)));
        return new LimitSettings(most);
    }

    public int most(Limited what) {
        return most.getOrDefault(what, 0);
    }
}
