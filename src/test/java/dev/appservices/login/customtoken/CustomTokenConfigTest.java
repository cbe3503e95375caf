package dev.appservices.login.customtoken;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.error.AppServicesException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CustomTokenConfigTest {
    @Test
    void fromWhenNothingIsSetThenHs256ForTheAppItself() {
        CustomTokenConfig config = CustomTokenConfig.from(Map.of());

        assertThat(config.algorithm()).isEqualTo(TokenAlgorithm.HS256);
        assertThat(config.signingKeys()).isEmpty();
        assertThat(config.clockSkew()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.rules("my-app", Clock.systemUTC()).audiences()).containsExactly("my-app");
    }

    @Test
    void fromWhenAllIsSetThenReadAsWritten() {
        CustomTokenConfig config = CustomTokenConfig.from(Map.of(
                CustomTokenConfig.SIGNING_ALGORITHM, "RS256",
                CustomTokenConfig.SIGNING_KEY_1, "first",
                CustomTokenConfig.SIGNING_KEY_3, "third",
                CustomTokenConfig.AUDIENCE, "one## two ",
                CustomTokenConfig.ANY_AUDIENCE_ENABLED, "true",
                CustomTokenConfig.CLOCK_SKEW_SECONDS, "0",
                CustomTokenConfig.PRIVATE_HOSTS, "Keys.internal##10.0.0.1:8080",
                CustomTokenConfig.REQUIRED_METADATA,
                        "[{\"key\":\"a.b\",\"value\":\"\"},{\"key\":\"a.b\",\"value\":\"c\"}]"));

        assertThat(config.algorithm()).isEqualTo(TokenAlgorithm.RS256);
        assertThat(config.signingKeys()).containsExactly("first", "third");
        assertThat(config.rules("my-app", Clock.systemUTC()).audiences()).isEqualTo(Set.of("one", "two"));
        assertThat(config.anyAudience()).isTrue();
        assertThat(config.clockSkew()).isZero();
        assertThat(config.privateHosts().names()).containsExactlyInAnyOrder("keys.internal", "10.0.0.1:8080");
        assertThat(config.metadata()).extracting(MetadataField::fieldName).containsExactly("b", "c");
        assertThat(config.metadata()).extracting(MetadataField::required).containsOnly(true);
        assertThat(config.toString()).doesNotContain("first", "third");
    }

    @Test
    void fromWhenKeySetThenRs256WhateverTheAlgorithmSays() {
        CustomTokenConfig config = CustomTokenConfig.from(
                Map.of(CustomTokenConfig.JWK_URI_ENABLED, "true", CustomTokenConfig.SIGNING_ALGORITHM, "HS256"));

        assertThat(config.algorithm()).isEqualTo(TokenAlgorithm.RS256);
    }

    @Test
    void fromWhenAddressIsNotUsedThenItMayBeAnything() {
        assertThat(CustomTokenConfig.from(Map.of(CustomTokenConfig.JWK_URI, "%%% no address"))
                        .keySet())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "appServices.signingAlgorithm|none",
                "appServices.signingAlgorithm|hs256",
                "appServices.signingAlgorithm|RS512",
                "appServices.anyAudienceEnabled|yes",
                "appServices.clockSkewSeconds|601",
                "appServices.clockSkewSeconds|-1",
                "appServices.requiredMetadata|no JSON",
                "appServices.optionalMetadata|[{\"key\":\"a..b\",\"value\":\"\"}]",
                "appServices.optionalMetadata|[{\"key\":\"a\",\"value\":\"$set\"}]"
            })
    void fromWhenAValueCannotBeRightThenRefusedByName(String key, String value) {
        assertThatThrownBy(() -> CustomTokenConfig.from(Map.of(key, value)))
                .isInstanceOf(AppServicesException.class)
                .cause()
                .hasMessageContaining(key);
    }
}
