/**
 * Users in MongoDB, for Keycloak as a user-storage provider and for everything else through
 * {@link dev.appservices.user.UserDirectory}.
 *
 * <p>Only plain operators, no transactions, no update pipelines: the same code runs on every server that speaks
 * MongoDB's protocol. Uniqueness is the business of unique indexes; a write that hits one is answered by looking again.
 * Values from requests reach a query only as {@code $eq} operands or quoted patterns.
 */
@NullMarked
package dev.appservices.storage;

import org.jspecify.annotations.NullMarked;
