package dev.appservices.user;

import java.util.List;

import dev.appservices.user.UserDirectory.Written;

/** A store in which every e-mail address has a key that no other one in it has. */
public interface KeyedAddresses {
    /**
     * One address.
     *
     * @param id what the store calls its owner: 24 hex digits
     * @param user the owner as a user, who may be one only later
     * @param address as it was given
     */
    record KeyedAddress(String id, UserId user, String key, String address) {}

    /**
     * All addresses, in the order of the ids, page by page.
     *
     * @param after the last id of the page before; empty for the first page
     */
    List<KeyedAddress> addresses(String after, int max);

    /**
     * Gives an address another key.
     *
     * @return {@link Written#DUPLICATE} when the key belongs to another one, {@link Written#GONE} when this one has not
     *     the key any more with which it was read; nothing is written then
     */
    Written changeKey(KeyedAddress read, String key);
}
