package dev.appservices.error;

/**
 * The error codes that leave this server, each with the HTTP status it is sent with.
 *
 * <p>Names are wire names. SDKs map by name, not by status: realm-core by {@code error_codes.cpp}, realm-web hands the
 * name out as {@code MongoDBRealmError.errorCode}.
 */
public enum ErrorCode {
    ACCOUNT_NAME_IN_USE("AccountNameInUse", 409),
    API_KEY_ALREADY_EXISTS("APIKeyAlreadyExists", 409),
    API_KEY_NOT_FOUND("APIKeyNotFound", 404),
    AUTH_ERROR("AuthError", 401),
    AUTH_PROVIDER_NOT_FOUND("AuthProviderNotFound", 404),
    BAD_REQUEST("BadRequest", 400),
    INTERNAL_SERVER_ERROR("InternalServerError", 500),
    INVALID_PARAMETER("InvalidParameter", 400),
    INVALID_PASSWORD("InvalidPassword", 401),
    INVALID_SESSION("InvalidSession", 401),
    MISSING_AUTH_REQ("MissingAuthReq", 401),
    MISSING_PARAMETER("MissingParameter", 400),
    READ_SIZE_LIMIT_EXCEEDED("ReadSizeLimitExceeded", 413),
    SERVICE_NOT_FOUND("ServiceNotFound", 404),
    TOO_MANY_REQUESTS("TooManyRequests", 429),
    USER_ALREADY_CONFIRMED("UserAlreadyConfirmed", 400),
    USER_DISABLED("UserDisabled", 401),
    USER_NOT_FOUND("UserNotFound", 404),
    USERPASS_TOKEN_INVALID("UserpassTokenInvalid", 400);

    private final String wireName;
    private final int status;

    ErrorCode(String wireName, int status) {
        this.wireName = wireName;
        this.status = status;
    }

    public String wireName() {
        return wireName;
    }

    public int status() {
        return status;
    }
}
