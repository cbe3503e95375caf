package dev.appservices.testing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.UserDirectory.Written;

/** Registrations in memory; tested by the same contract as the real store. */
public final class FakePendingUsers implements PendingUsers {
    private final Map<String, PendingUser> byId = new LinkedHashMap<>();

    @Override
    public synchronized boolean insert(PendingUser pending) {
        if (byId.containsKey(pending.id()) || findByEmailKey(pending.emailKey()).isPresent()) {
            return false;
        }
        byId.put(pending.id(), pending);
        return true;
    }

    @Override
    public synchronized Optional<PendingUser> findByEmailKeys(List<String> emailKeys) {
        return byId.values().stream()
                .filter(pending -> emailKeys.contains(pending.emailKey()))
                .min(Comparator.comparing(pending -> emailKeys.indexOf(pending.emailKey())));
    }

    @Override
    public synchronized List<KeyedAddress> addresses(String after, int max) {
        return byId.values().stream()
                .filter(pending -> pending.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(PendingUser::id))
                .limit(max)
                .map(pending -> new KeyedAddress(pending.id(), pending.userId(), pending.emailKey(), pending.email()))
                .toList();
    }

    @Override
    public synchronized Written changeKey(KeyedAddress read, String key) {
        PendingUser pending = byId.get(read.id());
        if (pending == null || !pending.emailKey().equals(read.key())) {
            return Written.GONE;
        }
        Optional<PendingUser> owner = findByEmailKey(key);
        if (owner.isPresent()) {
            return owner.get().id().equals(read.id()) ? Written.DONE : Written.DUPLICATE;
        }
        byId.put(
                pending.id(),
                new PendingUser(
                        pending.id(),
                        pending.userId(),
                        key,
                        pending.email(),
                        pending.password(),
                        pending.confirmed(),
                        pending.createdAt()));
        return Written.DONE;
    }

    @Override
    public synchronized boolean delete(String id) {
        return byId.remove(id) != null;
    }

    @Override
    public synchronized void deleteByEmailKey(String emailKey) {
        findByEmailKey(emailKey).ifPresent(pending -> byId.remove(pending.id()));
    }

    public synchronized List<PendingUser> all() {
        return List.copyOf(byId.values());
    }
}
