package dev.appservices.error;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ErrorCodeTest {
    @Test
    void valuesWhenListedThenTheseNamesAndStatuses() {
        assertThat(Arrays.stream(ErrorCode.values()).map(code -> code.wireName() + " " + code.status()))
                .containsExactly(
                        "AccountNameInUse 409",
                        "APIKeyAlreadyExists 409",
                        "APIKeyNotFound 404",
                        "AuthError 401",
                        "AuthProviderNotFound 404",
                        "BadRequest 400",
                        "InternalServerError 500",
                        "InvalidParameter 400",
                        "InvalidPassword 401",
                        "InvalidSession 401",
                        "MissingAuthReq 401",
                        "MissingParameter 400",
                        "ReadSizeLimitExceeded 413",
                        "ServiceNotFound 404",
                        "TooManyRequests 429",
                        "UserAlreadyConfirmed 400",
                        "UserDisabled 401",
                        "UserNotFound 404",
                        "UserpassTokenInvalid 400");
    }

    @Test
    void unavailableWhenThrownThenInternalServerErrorWith503() {
        IllegalStateException cause = new IllegalStateException("the store is down");
        AppServicesException error = AppServicesException.unavailable("not available", cause);

        assertThat(error.status()).isEqualTo(503);
        assertThat(error.code()).contains(ErrorCode.INTERNAL_SERVER_ERROR);
        assertThat(error.publicText()).isEqualTo("not available");
        assertThat(error).hasCause(cause);
    }

    @Test
    void withStatusWhenGivenThenOnlyTheStatusChanges() {
        AppServicesException error =
                new AppServicesException(ErrorCode.AUTH_ERROR, "no", new IllegalStateException()).withStatus(400);

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).contains(ErrorCode.AUTH_ERROR);
        assertThat(error.publicText()).isEqualTo("no");
        assertThat(error).hasCauseInstanceOf(IllegalStateException.class);
    }
}
