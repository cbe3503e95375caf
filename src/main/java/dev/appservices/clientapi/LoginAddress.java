package dev.appservices.clientapi;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.appservices.app.ProviderType;

/**
 * Whose login a request is, as far as that can be told before it is looked at closely. What cannot be told here is
 * refused later, or goes on without waiting for others.
 */
final class LoginAddress {
    /** No login is longer; reading it must not keep the thread that serves all connections. */
    static final int MAX_BODY = 16 * 1024;

    private static final String API = "/api/client/v2.0/";
    private static final JsonFactory JSON = new JsonFactory();

    private LoginAddress() {}

    /** Whether this is the path of a login with an address, which is in the body. */
    static boolean isExpected(String method, String path) {
        return "POST".equals(method) && match(path).isPresent();
    }

    /** App and address of a login; spellings that differ in case may be one user, so they are one line. */
    static Optional<String> of(String path, byte[] body) {
        if (body.length > MAX_BODY) {
            return Optional.empty();
        }
        return match(path)
                .flatMap(ClientApiRoutes.Match::app)
                .flatMap(app -> username(body).map(name -> app + '\n' + name.toLowerCase(Locale.ROOT)));
    }

    private static Optional<ClientApiRoutes.Match> match(String path) {
        int api = path.lastIndexOf(API);
        return api < 0
                ? Optional.empty()
                : ClientApiRoutes.find("POST", path.substring(api + API.length()))
                        .filter(match -> ProviderType.LOCAL_USERPASS
                                .wireName()
                                .equals(match.parameters().get(ClientApiRoutes.PROVIDER)));
    }

    private static Optional<String> username(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = "username".equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // Whoever reads the whole body says what is wrong with it.
        }
    }
}
