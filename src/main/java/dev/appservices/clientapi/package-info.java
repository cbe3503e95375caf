/**
 * The client API of App Services, {@code /api/client/v2.0}: every route on one page ({@link
 * dev.appservices.clientapi.ClientApiRoutes}), and the two places it is served at, the server's root and the realm's path.
 */
@NullMarked
package dev.appservices.clientapi;

import org.jspecify.annotations.NullMarked;
