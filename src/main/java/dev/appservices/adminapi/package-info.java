/**
 * The routing table of {@code /admin/realms/{realm}/app-services}: every URL that operators have, with the roles of the
 * realm's {@code realm-management} client that each needs. Errors have the shape of Keycloak's own admin REST.
 */
@NullMarked
package dev.appservices.adminapi;

import org.jspecify.annotations.NullMarked;
