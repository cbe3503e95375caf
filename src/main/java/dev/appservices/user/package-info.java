/**
 * Users, their identities, and the directory that keeps them.
 *
 * <p>One user is one document, so that no login needs a transaction over several: creating is one insert, linking one
 * conditional update, deleting one delete. A user has at least one identity, and (provider type, identity id) is unique
 * in an app. The address of an e-mail/password identity is a key of its own, since the identity's id is that of the
 * password record.
 *
 * <p>Depends on {@code app} and {@code error}.
 */
@NullMarked
package dev.appservices.user;

import org.jspecify.annotations.NullMarked;
