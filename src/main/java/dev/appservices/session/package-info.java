/**
 * Sessions of SDKs and what is in their tokens. A session is a Keycloak user session, visible and revocable in the admin
 * console; tokens are Keycloak's, completed by protocol mappers.
 */
@NullMarked
package dev.appservices.session;

import org.jspecify.annotations.NullMarked;
