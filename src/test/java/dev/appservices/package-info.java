/** What holds for the whole extension: its architecture, and the ids it is known by in Keycloak. */
@NullMarked
package dev.appservices;

import org.jspecify.annotations.NullMarked;
