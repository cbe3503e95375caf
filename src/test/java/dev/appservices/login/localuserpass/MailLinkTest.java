package dev.appservices.login.localuserpass;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MailLinkTest {
    private static final MailPair PAIR = new MailPair("a".repeat(128), "b".repeat(24));
    private static final String ADDED = "token=" + PAIR.token() + "&tokenId=" + PAIR.tokenId();

    @ParameterizedTest
    @CsvSource({
        "https://a.example/confirm,             https://a.example/confirm?*",
        "https://a.example,                     https://a.example?*",
        "https://a.example/?,                   https://a.example/?*",
        "https://a.example/c?lang=de,           https://a.example/c?lang=de&*",
        "https://a.example/c?lang=de&,          https://a.example/c?lang=de&*",
        "https://a.example/#/confirm,           https://a.example/?*#/confirm",
        "https://a.example/c?x=1#top,           https://a.example/c?x=1&*#top",
        "https://a.example/#/confirm?x=1,       https://a.example/?*#/confirm?x=1",
        "https://a.example/c?token=old&x=1,     https://a.example/c?x=1&*",
        "https://a.example/c?tokenId=old,       https://a.example/c?*",
        "https://a.example/c?tokens=2,          https://a.example/c?tokens=2&*",
        "orchard://confirm,                     orchard://confirm?*"
    })
    void ofWhenUrlThenPairInItsQuery(String url, String expected) {
        assertThat(MailLink.of(url, PAIR)).isEqualTo(expected.replace("*", ADDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "http://localhost:3000/x?y=1#z", "orchard://confirm", "app:/confirm"})
    void isUsableWhenAMailCanLeadThereThenTrue(String url) {
        assertThat(MailLink.isUsable(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example/confirm",
                "/confirm",
                "https://",
                "https://a b",
                "mailto:ann@example.org",
                "javascript:alert(1)",
                "javascript://%0aalert(1)",
                "JavaScript://x",
                "data:text/html,x",
                "vbscript://x"
            })
    void isUsableWhenItCannotThenFalse(String url) {
        assertThat(MailLink.isUsable(url)).isFalse();
    }
}
