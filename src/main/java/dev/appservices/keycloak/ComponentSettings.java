package dev.appservices.keycloak;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.provider.ProviderConfigProperty;

/** Reads the settings of a component; a value that cannot be right is refused with a sentence that names its label. */
final class ComponentSettings {
    private final List<ProviderConfigProperty> properties;
    private final MultivaluedHashMap<String, String> config;

    ComponentSettings(List<ProviderConfigProperty> properties, MultivaluedHashMap<String, String> config) {
        this.properties = properties;
        this.config = config;
    }

    /** Empty also for blanks. */
    Optional<String> text(String key) {
        return Optional.ofNullable(config.getFirst(key)).map(String::trim).filter(value -> !value.isEmpty());
    }

    boolean flag(String key, boolean fallback) {
        String text = text(key).orElse(String.valueOf(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            throw refusal(label(key) + " must be true or false");
        }
        return text.equals("true");
    }

    Duration seconds(String key, Duration least, Duration most, Duration fallback) {
        return amount(key, "seconds", least.toSeconds(), most.toSeconds())
                .map(Duration::ofSeconds)
                .orElse(fallback);
    }

    Duration days(String key, Duration least, Duration most, Duration fallback) {
        return amount(key, "days", least.toDays(), most.toDays())
                .map(Duration::ofDays)
                .orElse(fallback);
    }

    int number(String key, int most, int fallback) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return fallback;
        }
        if (text.get().matches("\\d{1,9}") && Integer.parseInt(text.get()) <= most) {
            return Integer.parseInt(text.get());
        }
        throw refusal(label(key) + " must be a number from 0 to " + most);
    }

    int bytes(String key, int least, int most, int fallback) {
        return amount(key, "bytes", least, most).map(Math::toIntExact).orElse(fallback);
    }

    private Optional<Long> amount(String key, String unit, long least, long most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().matches("\\d{1,18}")) {
            long amount = Long.parseLong(text.get());
            if (amount >= least && amount <= most) {
                return Optional.of(amount);
            }
        }
        throw refusal(label(key) + " must be a number of " + unit + " from " + least + " to " + most);
    }

    /** Keycloak puts the text of this exception through {@link java.text.MessageFormat} before the console shows it. */
    static ComponentValidationException refusal(String sentence) {
        String quoted = sentence.replace("'", "''").replace("{", "'{'").replace("}", "'}'");
        return new ComponentValidationException(quoted);
    }

    private String label(String key) {
        return properties.stream()
                .filter(property -> key.equals(property.getName()))
                .map(ProviderConfigProperty::getLabel)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The setting " + key + " is not declared"));
    }
}
