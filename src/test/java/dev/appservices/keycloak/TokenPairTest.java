package dev.appservices.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TokenPairTest {
    private static final TokenPair PAIR = new TokenPair("access-s3cret", "refresh-s3cret", "user", "device");

    @Test
    void toStringWhenAnyThenTokensAreHidden() {
        assertThat(PAIR).hasToString("TokenPair[user, <hidden>]");
    }

    @Test
    void jsonWhenWrittenThenInTheOrderThatKotlinMasks() throws JsonProcessingException {
        assertThat(new ObjectMapper().writeValueAsString(PAIR))
                .isEqualTo("{\"access_token\":\"access-s3cret\",\"refresh_token\":\"refresh-s3cret\","
                        + "\"user_id\":\"user\",\"device_id\":\"device\"}");
    }
}
