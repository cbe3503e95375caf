/**
 * The container image that {@code docker/Dockerfile} gives, and the files beside it. Nothing here is needed to run the
 * extension in an own Keycloak.
 */
@NullMarked
package dev.appservices.image;

import org.jspecify.annotations.NullMarked;
