package dev.appservices.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.appservices.login.localuserpass.MailPurpose;
import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.MailedToken;
import dev.appservices.user.Password;
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
        byId.put(pending.id(), withKey(pending, key));
        return Written.DONE;
    }

    @Override
    public synchronized Optional<PendingUser> findById(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Optional<PendingUser> findByToken(String tokenId) {
        return byId.values().stream()
                .filter(pending -> Stream.of(MailPurpose.values())
                        .flatMap(purpose -> pending.token(purpose).stream())
                        .anyMatch(token -> token.id().equals(tokenId)))
                .findFirst();
    }

    @Override
    public synchronized List<PendingUser> list(String after, int max) {
        return byId.values().stream()
                .filter(pending -> pending.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(PendingUser::id))
                .limit(max)
                .toList();
    }

    @Override
    public synchronized boolean expect(String id, MailPurpose purpose, MailedToken token) {
        return change(id, pending -> withToken(pending, purpose, token));
    }

    @Override
    public synchronized boolean confirm(String id) {
        return change(id, pending -> with(pending, pending.password(), true, pending.emailVerified()));
    }

    @Override
    public synchronized boolean confirm(PendingUser read, Instant now) {
        return use(read, MailPurpose.CONFIRMATION, now)
                && change(read.id(), pending -> with(pending, pending.password(), true, true));
    }

    @Override
    public synchronized boolean resetPassword(PendingUser read, Password password, Instant now) {
        return use(read, MailPurpose.RESET, now) && change(read.id(), pending -> with(pending, password, true, true));
    }

    private boolean use(PendingUser read, MailPurpose purpose, Instant now) {
        Optional<MailedToken> token = findById(read.id())
                .flatMap(pending -> pending.token(purpose))
                .filter(known -> known.usedAt().isEmpty())
                .filter(known ->
                        known.hash().equals(read.token(purpose).orElseThrow().hash()));
        token.ifPresent(known -> change(read.id(), pending -> withToken(pending, purpose, known.usedAt(now))));
        return token.isPresent();
    }

    private boolean change(String id, UnaryOperator<PendingUser> change) {
        return byId.computeIfPresent(id, (same, pending) -> change.apply(pending)) != null;
    }

    private static PendingUser with(PendingUser pending, Password password, boolean confirmed, boolean verified) {
        return new PendingUser(
                pending.id(),
                pending.userId(),
                pending.emailKey(),
                pending.email(),
                password,
                confirmed,
                verified,
                pending.confirmation(),
                pending.reset(),
                pending.createdAt());
    }

    private static PendingUser withToken(PendingUser pending, MailPurpose purpose, MailedToken token) {
        return new PendingUser(
                pending.id(),
                pending.userId(),
                pending.emailKey(),
                pending.email(),
                pending.password(),
                pending.confirmed(),
                pending.emailVerified(),
                purpose == MailPurpose.CONFIRMATION ? Optional.of(token) : pending.confirmation(),
                purpose == MailPurpose.RESET ? Optional.of(token) : pending.reset(),
                pending.createdAt());
    }

    private static PendingUser withKey(PendingUser pending, String key) {
        return new PendingUser(
                pending.id(),
                pending.userId(),
                key,
                pending.email(),
                pending.password(),
                pending.confirmed(),
                pending.emailVerified(),
                pending.confirmation(),
                pending.reset(),
                pending.createdAt());
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
