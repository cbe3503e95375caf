/**
 * Password hashes that were made elsewhere: which forms are understood, what they may cost, and the checks that Keycloak
 * does not have itself. All cryptography is Bouncy Castle's, which Keycloak's own Argon2 is made of too.
 *
 * <p>Depends on {@code user}.
 */
@NullMarked
package dev.appservices.user.hash;

import org.jspecify.annotations.NullMarked;
