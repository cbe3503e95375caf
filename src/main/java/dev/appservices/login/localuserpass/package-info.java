/**
 * {@code local-userpass}: registration, its confirmation, login by e-mail address and password, and forgotten passwords.
 *
 * <p>A registration is not a user. It waits in a collection of its own; the first login makes the user, with the ids that
 * the registration set aside, and then removes it. The order of writes matters, since there is no transaction: whoever
 * registers inserts the pending record first and looks for a user of that address afterwards, so whatever a crash leaves
 * behind is outranked by the user's own key.
 *
 * <p>Where case does not count, a key is the lower-case form of an address. Those who differed in case only when that was
 * decided keep their exact spelling as their key, so an address is looked up by both, the exact one first.
 *
 * <p>What a mail proves is shown with a pair: an id, by which it is found, and a secret half, of which only a hash is kept,
 * in the registration or the user. One update, whose filter says that the pair is still the last one and was not used,
 * does its work and ends its worth; so it works once, on whatever node. A pair that is refused leaves everything as it is.
 * Why it was refused is for operators: told to clients, it would tell whose pairs are on the way.
 */
@NullMarked
package dev.appservices.login.localuserpass;

import org.jspecify.annotations.NullMarked;
