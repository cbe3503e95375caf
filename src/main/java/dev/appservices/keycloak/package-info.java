/**
 * The only place that calls Keycloak's non-public services: small facades, so that an upgrade of Keycloak breaks one
 * folder. Here, too, is what every factory shares, and how a Keycloak session finds the stores of its realm.
 */
@NullMarked
package dev.appservices.keycloak;

import org.jspecify.annotations.NullMarked;
