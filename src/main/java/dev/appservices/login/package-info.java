/**
 * The one way to log in: a request names a provider, a {@link dev.appservices.login.LoginMethod} decides, and Keycloak's
 * authentication flow carries the decision out.
 *
 * <p>Each provider is an execution of the flow that is bound to the app's client, so requirement and settings in the
 * admin console are the truth, and an operator can put stock steps beside them. The decision itself knows nothing of
 * Keycloak. Depends on {@code app}, {@code user} and {@code error}.
 */
@NullMarked
package dev.appservices.login;

import org.jspecify.annotations.NullMarked;
