package dev.appservices.keycloak;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.error.AppServicesException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How keys are written into the settings. */
class SigningKeySignaturesTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", ""})
    void readWhenPemThenWhateverBecameOfItsLineBreaks(String lineBreak) throws NoSuchAlgorithmException {
        KeyPair pair = pair("RSA", 2048);

        assertThat(SigningKeySignatures.read(pem(pair).replace("\n", lineBreak)))
                .isEqualTo(pair.getPublic());
    }

    @Test
    void readWhenKeyIsShortThenRefused() throws NoSuchAlgorithmException {
        String pem = pem(pair("RSA", 1024));

        assertThatThrownBy(() -> SigningKeySignatures.read(pem))
                .isInstanceOf(AppServicesException.class)
                .cause()
                .hasMessageContaining("2048");
    }

    @Test
    void readWhenKeyIsOfAnotherKindThenRefused() throws NoSuchAlgorithmException {
        String pem = pem(pair("EC", 256));

        assertThatThrownBy(() -> SigningKeySignatures.read(pem)).isInstanceOf(AppServicesException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-secret-of-at-least-thirty-two-characters",
                "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----AAAA-----END CERTIFICATE-----"
            })
    void readWhenNoKeyThenRefusedWithoutItsText(String text) {
        assertThatThrownBy(() -> SigningKeySignatures.read(text))
                .isInstanceOf(AppServicesException.class)
                .cause()
                .satisfies(cause -> assertThat(cause.getMessage()).doesNotContain("AAAA", "a-secret"));
    }

    private static KeyPair pair(String algorithm, int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
