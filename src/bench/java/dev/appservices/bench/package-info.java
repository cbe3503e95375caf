/** Rates of our routes beside those of Keycloak's own endpoints, in one run on one server. */
@NullMarked
package dev.appservices.bench;

import org.jspecify.annotations.NullMarked;
