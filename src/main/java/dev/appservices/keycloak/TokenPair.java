package dev.appservices.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The answer of a login. Kotlin masks tokens in its log only when the keys come in this order. */
@JsonPropertyOrder({"access_token", "refresh_token", "user_id", "device_id"})
public record TokenPair(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("user_id") String userId,
        @JsonProperty("device_id") String deviceId) {
    @Override
    public String toString() {
        return "TokenPair[" + userId + ", <hidden>]";
    }
}
