/**
 * Custom user data: the document that an app keeps of a user in a collection of its own, copied into the user's tokens
 * each time that one is issued. This package reads that collection and never writes it.
 *
 * <p>Apps keep permissions there, so a collection that cannot be read is an outage: no token is issued without what would
 * have been in it. Depends on {@code user} and {@code session}, and on {@code mongodb} in its Mongo classes.
 */
@NullMarked
package dev.appservices.customdata;

import org.jspecify.annotations.NullMarked;
