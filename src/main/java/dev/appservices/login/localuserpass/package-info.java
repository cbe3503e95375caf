/**
 * {@code local-userpass}: registration, and login by e-mail address and password.
 *
 * <p>A registration is not a user. It waits in a collection of its own; the first login makes the user, with the ids that
 * the registration set aside, and then removes it. The order of writes matters, since there is no transaction: whoever
 * registers inserts the pending record first and looks for a user of that address afterwards, so whatever a crash leaves
 * behind is outranked by the user's own key.
 *
 * <p>Where case does not count, a key is the lower-case form of an address. Those who differed in case only when that was
 * decided keep their exact spelling as their key, so an address is looked up by both, the exact one first.
 */
@NullMarked
package dev.appservices.login.localuserpass;

import org.jspecify.annotations.NullMarked;
