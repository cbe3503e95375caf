package dev.appservices.testing.mail;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailLinksTest {
    @Test
    void inWhenTextThenWithoutTheEndOfTheSentence() {
        assertThat(MailLinks.in("See https://a.example/b?c=1&d=2. Or (http://localhost:8080/x)!", ""))
                .containsExactly("https://a.example/b?c=1&d=2", "http://localhost:8080/x");
    }

    @Test
    void inWhenHtmlThenEntitiesAreDecoded() {
        assertThat(MailLinks.in("", "<p><A class=\"b\" HREF='http://a.example/?c=1&amp;d=2&#38;e=3&#x26;f'>go</a></p>"))
                .containsExactly("http://a.example/?c=1&d=2&e=3&f");
    }

    @Test
    void inWhenBothFormsHaveTheSameLinkThenOnce() {
        assertThat(MailLinks.in("http://a.example/?c&d", "<a href=\"http://a.example/?c&amp;d\">x</a>"))
                .containsExactly("http://a.example/?c&d");
    }

    @Test
    void inWhenOtherSchemesThenNone() {
        assertThat(
                        MailLinks.in(
                                "javascript:alert(1) ftp://a.example",
                                "<a href=\"javascript:alert(1)\">x</a><a href=\"/b\">y</a><link href=\"http://a.example/z.css\">"))
                .isEmpty();
    }

    @Test
    void inWhenEntityIsNoCharacterThenNoFailure() {
        assertThat(MailLinks.in("", "<a href=\"http://a.example/&#999999;&bogus;\">x</a>"))
                .containsExactly("http://a.example/" + Character.toString(999_999) + "&bogus;");
    }
}
