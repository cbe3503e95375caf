package dev.appservices.user;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key under which an address is unique and found: the address itself, or its lower-case form where case does not
 * count.
 *
 * @param caseSensitive as App Services was
 */
public record EmailKeys(boolean caseSensitive) {
    public static final EmailKeys SENSITIVE = new EmailKeys(true);
    public static final EmailKeys INSENSITIVE = new EmailKeys(false);

    /** The key of whoever takes this address now. */
    public String key(String address) {
        return caseSensitive ? address : folded(address);
    }

    /**
     * The keys of whom an address may mean, the exact spelling first: it is still the key of users that differ in case
     * only, and of those whom the change to insensitive has not reached yet.
     */
    public List<String> candidates(String address) {
        return Stream.of(address, key(address)).distinct().toList();
    }

    /** The key that an address must have instead of the one it has; empty where that is right. */
    public Optional<String> replacement(String key, String address) {
        if (!caseSensitive) {
            return Optional.of(folded(key)).filter(folded -> !folded.equals(key));
        }
        boolean isFolded = !key.equals(address) && key.equals(folded(address));
        return isFolded ? Optional.of(address) : Optional.empty();
    }

    /** Whether two spellings differ in case at most. */
    public static boolean isSameAddress(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
