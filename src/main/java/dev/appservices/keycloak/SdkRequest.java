package dev.appservices.keycloak;

import java.security.cert.X509Certificate;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

import dev.appservices.login.Payload;

/**
 * The request of an SDK as Keycloak's own steps read one: a one-time password that came in the JSON body is a form field
 * to them. Everything else of the body is no business of theirs.
 */
record SdkRequest(HttpRequest request, MultivaluedMap<String, String> form) implements HttpRequest {
    /** Field of the step "OTP" of direct grants. */
    static final String OTP = "otp";

    /** @throws dev.appservices.error.AppServicesException when the field is no text */
    static SdkRequest of(HttpRequest request, Payload payload) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        payload.string(OTP).ifPresent(code -> form.putSingle(OTP, code));
        return new SdkRequest(request, form);
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return form;
    }

    @Override
    public String getHttpMethod() {
        return request.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return request.getHttpHeaders();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return request.getClientCertificateChain();
    }

    @Override
    public UriInfo getUri() {
        return request.getUri();
    }

    @Override
    public boolean isProxyTrusted() {
        return request.isProxyTrusted();
    }

    @Override
    public String toString() {
        return "SdkRequest[<hidden>]";
    }
}
