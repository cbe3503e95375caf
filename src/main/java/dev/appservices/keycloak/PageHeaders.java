package dev.appservices.keycloak;

import jakarta.ws.rs.core.Response;

import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;

/**
 * Headers of a page whose address is a secret. Stricter than those of the realm, which an administrator may have loosened
 * for login pages: nothing from elsewhere is loaded or told the address, no script stands in the page, nobody may frame it.
 */
final class PageHeaders {
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self';"
            + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private PageHeaders() {}

    static Response sealed(KeycloakSession session, Response page) {
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        Response.ResponseBuilder sealed = Response.fromResponse(page)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "none")
                .header("Cache-Control", "no-store");
        String transport = session.getContext()
                .getRealm()
                .getBrowserSecurityHeaders()
                .get(BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY.getKey());
        if (transport != null && !transport.isEmpty()) {
            sealed.header(BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY.getHeaderName(), transport);
        }
        return sealed.build();
    }
}
