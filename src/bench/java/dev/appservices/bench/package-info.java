/** Our routes and our users beside Keycloak's own, in one run on one server. */
@NullMarked
package dev.appservices.bench;

import org.jspecify.annotations.NullMarked;
