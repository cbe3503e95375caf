package dev.appservices.login.localuserpass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.appservices.user.EmailKeys;
import dev.appservices.user.KeyedAddresses;
import dev.appservices.user.KeyedAddresses.KeyedAddress;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

/**
 * Gives all addresses the keys that a rule wants, after it has changed. Logins and registrations go on meanwhile. Whose new
 * key belongs to somebody else keeps the old one: accounts are never merged, by whatever right.
 */
public final class EmailKeySweep {
    private static final int PAGE = 1_000;

    private final UserDirectory users;
    private final PendingUsers pendingUsers;
    private final EmailKeys emailKeys;

    private final List<Twins> shown = new ArrayList<>();
    private long changed;
    private long twins;

    /** Two whose addresses differ in case only: a user or a registration, and whoever has the key that it should have. */
    public record Twins(String one, String other) {
        /** How many of them are worth a log. */
        static final int SHOWN = 20;

        @Override
        public String toString() {
            return one + " and " + other;
        }
    }

    /**
     * What came of it.
     *
     * @param changed how many keys are new
     * @param twins how many pairs stay as they are
     * @param shown the first of these pairs
     */
    public record Result(long changed, long twins, List<Twins> shown) {
        public Result {
            shown = List.copyOf(shown);
        }
    }

    public EmailKeySweep(UserDirectory users, PendingUsers pendingUsers, EmailKeys emailKeys) {
        this.users = users;
        this.pendingUsers = pendingUsers;
        this.emailKeys = emailKeys;
    }

    /** @param wanted asked before each page; the sweep ends where it is no more */
    public Result run(BooleanSupplier wanted) {
        sweep(users, wanted);
        sweep(pendingUsers, wanted);
        return new Result(changed, twins, shown);
    }

    private void sweep(KeyedAddresses store, BooleanSupplier wanted) {
        String after = "";
        while (wanted.getAsBoolean()) {
            List<KeyedAddress> page = store.addresses(after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            page.forEach(address -> emailKeys
                    .replacement(address.key(), address.address())
                    .ifPresent(key -> change(store, address, key)));
            after = page.get(page.size() - 1).id();
        }
    }

    private void change(KeyedAddresses store, KeyedAddress address, String key) {
        Optional<UserId> owner = users.findByEmailKey(key).map(User::id);
        if (owner.isPresent() && !owner.get().equals(address.user())) {
            tell(store, address, "user " + owner.get());
            return;
        }
        Written written = store.changeKey(address, key);
        if (written == Written.DUPLICATE) {
            tell(store, address, ownerOf(store, key));
        } else if (written == Written.DONE) {
            changed++;
        }
    }

    /** It may have gone meanwhile; the next sweep finds the key free then. */
    private String ownerOf(KeyedAddresses store, String key) {
        Optional<String> owner = store == users
                ? users.findByEmailKey(key).map(user -> "user " + user.id())
                : pendingUsers.findByEmailKey(key).map(pending -> "registration " + pending.id());
        return owner.orElse("somebody who is gone by now");
    }

    private void tell(KeyedAddresses store, KeyedAddress address, String other) {
        twins++;
        if (shown.size() < Twins.SHOWN) {
            shown.add(new Twins((store == users ? "user " : "registration ") + address.id(), other));
        }
    }
}
