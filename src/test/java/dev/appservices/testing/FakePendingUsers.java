package dev.appservices.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.login.localuserpass.PendingUsers;

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
    public synchronized Optional<PendingUser> findByEmailKey(String emailKey) {
        return byId.values().stream()
                .filter(pending -> pending.emailKey().equals(emailKey))
                .findFirst();
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
