package dev.appservices.testing.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailParserTest {
    /** As Keycloak sends it: both forms, encoded. */
    private static final String BOTH_FORMS = """
            From: Orchard <no-reply@app.example>
            To: ada@example.com
            Subject: =?UTF-8?Q?Passwort_zur=C3=BCcksetzen?=
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Geh f=C3=BCr ein neues Passwort zu http://localhost:8080/reset?key=3Dab=
            cd
            --b
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: base64

            PGEgaHJlZj0iaHR0cDovL2xvY2FsaG9zdDo4MDgwL3Jlc2V0P2tleT1hYmNkIj5ow7xyPC9hPg==
            --b--
            """;

    private static Mail parse(String content) {
        return parse(content.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Mail parse(byte[] content) {
        return MailParser.parse(7, Instant.EPOCH, "no-reply@app.example", "ada@example.com", content);
    }

    @Test
    void parseWhenBothFormsThenDecoded() {
        Mail mail = parse(BOTH_FORMS);

        assertThat(mail.number()).isEqualTo(7);
        assertThat(mail.to()).isEqualTo("ada@example.com");
        assertThat(mail.subject()).isEqualTo("Passwort zurücksetzen");
        assertThat(mail.text().strip()).isEqualTo("Geh für ein neues Passwort zu http://localhost:8080/reset?key=abcd");
        assertThat(mail.html()).isEqualTo("<a href=\"http://localhost:8080/reset?key=abcd\">hür</a>");
        assertThat(mail.links()).containsExactly("http://localhost:8080/reset?key=abcd");
    }

    @Test
    void parseWhenTextOnlyInAnotherCharacterSetThenDecoded() {
        Mail mail = parse("Subject: x\nContent-Type: text/plain; charset=ISO-8859-1\n\nGr\u00fc\u00dfe");

        assertThat(mail.text()).isEqualTo("Grüße");
        assertThat(mail.html()).isEmpty();
    }

    @Test
    void parseWhenCharacterSetIsUnknownThenReadableAllTheSame() {
        assertThat(parse("Content-Type: text/plain; charset=klingon\n\nhello").text())
                .isEqualTo("hello");
    }

    @Test
    void parseWhenAttachmentThenNotShown() {
        Mail mail = parse("""
                Subject: x
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/html
                Content-Disposition: attachment; filename="a.html"

                attached
                --b
                Content-Type: text/plain

                body
                --b--
                """);

        assertThat(mail.html()).isEmpty();
        assertThat(mail.text().strip()).isEqualTo("body");
    }

    @Test
    void parseWhenNoHeadersOfAMailThenShownAsItCame() {
        Mail mail = parse("Content-Type: multipart/mixed\n\nno boundary");

        assertThat(mail.to()).isEqualTo("ada@example.com");
        assertThat(mail.text() + mail.subject()).isNotBlank();
    }

    @Test
    void parseWhenEmptyThenNoFailure() {
        assertThat(parse(new byte[0]).subject()).isEqualTo("(no subject)");
    }

    @Test
    void blockWhenSubjectSteersTerminalsThenItDoesNot() {
        Mail mail = parse("Subject: =?UTF-8?Q?a=1B[2Jb=E2=80=AEc?=\n\nhttp://a.example/\u001b]0;x");

        assertThat(mail.block()).isEqualTo("Mail to ada@example.com: a?[2Jb?c\n  http://a.example/?]0;x");
    }

    @Test
    void toStringHidesWhatItSays() {
        assertThat(parse(BOTH_FORMS).toString()).isEqualTo("Mail[number=7, links=1]");
    }
}
