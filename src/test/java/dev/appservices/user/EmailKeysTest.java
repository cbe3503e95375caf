package dev.appservices.user;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailKeysTest {
    @Test
    void keyWhenSensitiveThenTheAddress() {
        assertThat(EmailKeys.SENSITIVE.key("Ada@Example.org")).isEqualTo("Ada@Example.org");
        assertThat(EmailKeys.SENSITIVE.candidates("Ada@Example.org")).containsExactly("Ada@Example.org");
    }

    @Test
    void keyWhenInsensitiveThenLowerCaseAndTheExactSpellingIsLookedUpFirst() {
        assertThat(EmailKeys.INSENSITIVE.key("Ada@Example.org")).isEqualTo("ada@example.org");
        assertThat(EmailKeys.INSENSITIVE.candidates("Ada@Example.org"))
                .isEqualTo(List.of("Ada@Example.org", "ada@example.org"));
        assertThat(EmailKeys.INSENSITIVE.candidates("ada@example.org")).containsExactly("ada@example.org");
    }

    /** In Turkish the lower case of I is another letter, so the rule must not follow the machine's language. */
    @Test
    void keyWhenLettersAreNotAsciiThenTheSameOnEveryMachine() {
        assertThat(EmailKeys.INSENSITIVE.key("INFO@ÄRZTE.org")).isEqualTo("info@ärzte.org");
    }

    @ParameterizedTest
    @CsvSource({
        "false, Ada@x.org, Ada@x.org, ada@x.org",
        "false, ada@x.org, Ada@x.org,",
        "false, ada@x.org, ada@x.org,",
        "true,  ada@x.org, Ada@x.org, Ada@x.org",
        "true,  Ada@x.org, Ada@x.org,",
        "true,  ada@x.org, grace@x.org,",
    })
    void replacementWhenKeyIsNotWhatTheRuleWantsThenThat(
            boolean sensitive, String key, String address, String replacement) {
        assertThat(new EmailKeys(sensitive).replacement(key, address)).isEqualTo(Optional.ofNullable(replacement));
    }

    @Test
    void isSameAddressWhenCaseDiffersThenYes() {
        assertThat(EmailKeys.isSameAddress("Ada@x.org", "aDA@X.ORG")).isTrue();
        assertThat(EmailKeys.isSameAddress("Ada@x.org", "ada@x.or")).isFalse();
    }
}
