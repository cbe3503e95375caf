package dev.appservices.login.customtoken;

/** How tokens are signed; the names are those of RFC 7518, section 3.1. */
public enum TokenAlgorithm {
    HS256,
    RS256
}
