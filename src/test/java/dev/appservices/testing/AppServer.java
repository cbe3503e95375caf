package dev.appservices.testing;

/** A running server with an app: what clients and operators in tests need to know of it. */
public interface AppServer {
    /** Scheme, host and port by which tests reach it, without a trailing slash. */
    String baseUrl();

    String appId();

    String realm();

    AdminApi admin();
}
