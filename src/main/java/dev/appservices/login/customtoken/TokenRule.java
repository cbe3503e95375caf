package dev.appservices.login.customtoken;

/** What a token has to keep to, in the order in which it is looked at; the names stand in events and answers. */
public enum TokenRule {
    LENGTH("length"),
    FORM("form"),
    TYPE("typ"),
    ALGORITHM("alg"),
    KEY("key"),
    SIGNATURE("signature"),
    CLAIMS("claims"),
    EXPIRATION("exp"),
    NOT_BEFORE("nbf"),
    ISSUED_AT("iat"),
    AUDIENCE("aud"),
    SUBJECT("sub"),
    METADATA("metadata");

    private final String text;

    TokenRule(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
