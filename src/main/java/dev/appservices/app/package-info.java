/**
 * An App Services app: a realm with one public client that carries the marker attribute, its ids, and which providers
 * exist.
 *
 * <p>The client id is the App ID. Depends on {@code error} alone.
 */
@NullMarked
package dev.appservices.app;

import org.jspecify.annotations.NullMarked;
