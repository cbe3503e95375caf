package dev.appservices.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What linking hands out. realm-web wants the device id and refuses another user id than its own; the refresh token that
 * the client has stays the one of the session.
 */
@JsonPropertyOrder({"access_token", "user_id", "device_id"})
public record LinkReply(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("user_id") String userId,
        @JsonProperty("device_id") String deviceId) {
    @Override
    public String toString() {
        return "LinkReply[" + userId + ", <hidden>]";
    }
}
