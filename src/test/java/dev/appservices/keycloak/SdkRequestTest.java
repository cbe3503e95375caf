package dev.appservices.keycloak;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

import org.keycloak.http.HttpRequest;

import org.junit.jupiter.api.Test;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class SdkRequestTest {
    @Test
    void formWhenCodeInTheBodyThenThatFieldAndNoOther() {
        Payload payload = new Fields(Map.of("otp", "123456", "username", "ada", "totp", "1", "grant_type", "x"));

        SdkRequest request = SdkRequest.of(received(), payload);

        assertThat(request.getDecodedFormParameters().getFirst("otp")).isEqualTo("123456");
        assertThat(request.getDecodedFormParameters()).hasSize(1);
        assertThat(request.getHttpMethod()).isEqualTo("POST");
        assertThat(request.toString()).doesNotContain("123456");
    }

    @Test
    void formWhenNoCodeThenEmpty() {
        assertThat(SdkRequest.of(received(), new Fields(Map.of("username", "ada")))
                        .getDecodedFormParameters())
                .isEmpty();
    }

    @Test
    void formWhenCodeIsNoTextThenRefusedBeforeTheFlow() {
        Payload payload = new Payload() {
            @Override
            public String requiredString(String name) {
                throw new AssertionError(name);
            }

            @Override
            public Optional<String> string(String name) {
                throw new AppServicesException(ErrorCode.INVALID_PARAMETER, "'" + name + "' must be a string");
            }
        };

        assertThatExceptionOfType(AppServicesException.class).isThrownBy(() -> SdkRequest.of(received(), payload));
    }

    private record Fields(Map<String, String> values) implements Payload {
        @Override
        public String requiredString(String name) {
            return string(name).orElseThrow();
        }

        @Override
        public Optional<String> string(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    /** A request of which nothing but the method may be asked. */
    private static HttpRequest received() {
        return (HttpRequest) Proxy.newProxyInstance(
                SdkRequestTest.class.getClassLoader(),
                new Class<?>[] {HttpRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getHttpMethod")) {
                        return "POST";
                    }
                    throw new AssertionError(method.getName());
                });
    }
}
