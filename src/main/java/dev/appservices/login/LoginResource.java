package dev.appservices.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.LinkService;
import dev.appservices.keycloak.LoginService;

/** {@code /app/{app}/auth/providers/{provider}/login}. */
public final class LoginResource {
    private LoginResource() {}

    public static ResponseBuilder post(ApiCall call) {
        ProviderType provider = provider(call);
        JsonBody body = JsonBody.read(call.body());
        Device device = body.device().or(() -> deviceOfUrl(call)).orElse(Device.NONE);
        LoginRequest request = new LoginRequest(provider, body, device);
        return Replies.json(
                200, isLink(call) ? new LinkService(call).link(request) : new LoginService(call).login(request));
    }

    /** The oldest Stitch SDK logs in anonymously by GET; for the other providers GET starts a redirect. */
    public static ResponseBuilder get(ApiCall call) {
        ProviderType provider = provider(call);
        if (provider != ProviderType.ANON_USER) {
            AppServicesException unsupported = LoginService.unsupported(provider);
            // 401 would send realm-web, which has a valid token, into refreshing and asking again for ever.
            throw isLink(call) ? unsupported.withStatus(400) : unsupported;
        }
        return post(call);
    }

    private static boolean isLink(ApiCall call) {
        return call.query("link").filter("true"::equals).isPresent();
    }

    private static ProviderType provider(ApiCall call) {
        String name = call.parameter("provider");
        return ProviderType.ofWireName(name)
                .orElseThrow(() -> new AppServicesException(
                        ErrorCode.AUTH_PROVIDER_NOT_FOUND, "authentication provider not found: '" + name + "'"));
    }

    /** Base64 of a JSON object; proxies and old clients turn {@code +} into a space or use the URL alphabet. */
    private static Optional<Device> deviceOfUrl(ApiCall call) {
        return call.query("device").filter(text -> !text.isBlank()).map(text -> {
            try {
                String standard =
                        text.trim().replace(' ', '+').replace('-', '+').replace('_', '/');
                return JsonBody.read(Base64.getMimeDecoder().decode(standard.getBytes(StandardCharsets.US_ASCII)))
                        .asDevice();
            } catch (IllegalArgumentException e) {
                throw new AppServicesException(ErrorCode.INVALID_PARAMETER, "'device' must be Base64 of JSON", e);
            }
        });
    }
}
