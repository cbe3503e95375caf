package dev.appservices.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/** An error as SDKs read it: all three are strings, and the code is absent where the service sent none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"error", "error_code", "link"})
record ErrorBody(
        @JsonProperty("error") String error,
        @JsonProperty("error_code") @Nullable String code,
        @JsonProperty("link") String link) {
    static ErrorBody of(AppServicesException error, String logsUrl, String requestId) {
        return new ErrorBody(
                error.publicText(),
                error.code().map(ErrorCode::wireName).orElse(null),
                logsUrl + "?co_id=" + requestId);
    }
}
