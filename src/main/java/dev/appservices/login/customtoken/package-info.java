/**
 * {@code custom-token}: a JSON Web Token of somebody else's issuer logs in, as the user whose {@code sub} it names.
 *
 * <p>{@link dev.appservices.login.customtoken.CustomTokenRules} decides, rule after rule, and knows nothing of keys; signatures
 * are checked by Keycloak's providers behind {@link dev.appservices.login.customtoken.TokenSignatures}. The algorithm is what
 * the settings say and never what a token says. Keys may be fetched from an address; since that address comes from a file
 * or a form, {@link dev.appservices.login.customtoken.JwksDownload} does not let it lead into the server's own network.
 */
@NullMarked
package dev.appservices.login.customtoken;

import org.jspecify.annotations.NullMarked;
