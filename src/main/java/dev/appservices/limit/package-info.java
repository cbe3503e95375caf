/**
 * How often a client may ask for what costs others something: accounts, mails, guesses. App Services had no such limits.
 *
 * <p>Depends on {@code error} and {@code mongodb}. The counts are in the database of the users, so that all nodes share
 * them.
 */
@NullMarked
package dev.appservices.limit;

import org.jspecify.annotations.NullMarked;
