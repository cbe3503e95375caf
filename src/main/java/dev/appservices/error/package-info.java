/**
 * The error codes of the App Services client API and the one exception that carries them to a reply.
 *
 * <p>Depends on nothing. The codes are those of realm-core's {@code error_codes.cpp}; every SDK maps its own error types
 * from these names.
 */
@NullMarked
package dev.appservices.error;

import org.jspecify.annotations.NullMarked;
