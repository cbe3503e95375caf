/**
 * Deployments of exported apps, as an operator asks for them over HTTP: App Services had {@code appservices push} and a
 * dry run for it. What a deployment does is decided in {@code keycloak}, what an app is in {@code migration}.
 */
@NullMarked
package dev.appservices.deployment;

import org.jspecify.annotations.NullMarked;
