/**
 * The connection to MongoDB, and what the documents of several concepts share. Clients are made here and nowhere else.
 */
@NullMarked
package dev.appservices.mongodb;

import org.jspecify.annotations.NullMarked;
