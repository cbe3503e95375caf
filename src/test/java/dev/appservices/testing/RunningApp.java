package dev.appservices.testing;

/** An app that a test has deployed by itself, on whatever server. */
public record RunningApp(String baseUrl, String appId, String realm, AdminApi admin) implements AppServer {}
