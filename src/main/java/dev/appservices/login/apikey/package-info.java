/**
 * {@code api-key}: keys that users make for themselves, and keys of the app, each of which has a user of its own.
 *
 * <p>A key is 64 random letters and digits and is shown once. It is kept in the document of its owner as an HMAC-SHA-256
 * with a secret that is in Keycloak's own database: whoever reads MongoDB can neither use a key nor try guesses, and a
 * login is one look into an index. A key is an identity: sessions opened with it are ordinary ones, and end with it.
 */
@NullMarked
package dev.appservices.login.apikey;

import org.jspecify.annotations.NullMarked;
