package dev.appservices.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;
import dev.appservices.user.MailedToken;
import dev.appservices.user.Password;
import dev.appservices.user.PendingIdentity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.Attribute;
import dev.appservices.user.UserSearch.Condition;
import dev.appservices.user.UserSearch.CreatedFrom;
import dev.appservices.user.UserSearch.CreatedUntil;
import dev.appservices.user.UserSearch.EmailVerified;
import dev.appservices.user.UserSearch.Enabled;
import dev.appservices.user.UserSearch.Field;
import dev.appservices.user.UserSearch.FieldText;
import dev.appservices.user.UserSearch.HasIdentity;
import dev.appservices.user.UserSearch.HasRole;
import dev.appservices.user.UserSearch.InGroups;
import dev.appservices.user.UserSearch.LacksRole;
import dev.appservices.user.UserSearch.OfType;

/** Users in memory; whether it behaves as a real store does is tested by the contract that both run. */
public class FakeUserDirectory implements UserDirectory {
    private final Map<UserId, User> users = new HashMap<>();
    private final Map<UserId, MailedToken> resets = new HashMap<>();

    @Override
    public synchronized Optional<User> findById(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return sole(user -> user.displayedUsername().equals(username));
    }

    @Override
    public Optional<User> findByEmailKeys(List<String> emailKeys) {
        return emailKeys.stream()
                .flatMap(key -> sole(user -> user.emailKey().equals(Optional.of(key))).stream())
                .findFirst();
    }

    @Override
    public synchronized List<KeyedAddress> addresses(String after, int max) {
        return users.values().stream()
                .filter(user -> user.emailKey().isPresent() && user.id().hex().compareTo(after) > 0)
                .sorted(Comparator.comparing(user -> user.id().hex()))
                .limit(max)
                .map(FakeUserDirectory::address)
                .toList();
    }

    private static KeyedAddress address(User user) {
        String key = user.emailKey().orElseThrow();
        return new KeyedAddress(user.id().hex(), user.id(), key, user.email().orElse(key));
    }

    @Override
    public synchronized Written changeKey(KeyedAddress read, String key) {
        boolean unchanged = findById(read.user())
                .filter(user -> user.emailKey().equals(Optional.of(read.key())))
                .isPresent();
        return unchanged ? write(read.user(), user -> TestUsers.withEmailKey(user, Optional.of(key))) : Written.GONE;
    }

    @Override
    public Optional<User> findSoleByEmail(String email) {
        return sole(user -> user.email().map(FakeUserDirectory::lower).equals(Optional.of(lower(email))));
    }

    @Override
    public Optional<User> findByIdentity(String providerType, String identityId) {
        return sole(user -> has(user, new Identity(providerType, identityId, Map.of())));
    }

    private synchronized Optional<User> sole(Predicate<User> condition) {
        List<User> found = users.values().stream().filter(condition).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    @Override
    public synchronized boolean insert(User user) {
        if (users.containsKey(user.id()) || users.values().stream().anyMatch(other -> clash(other, user))) {
            return false;
        }
        users.put(user.id(), user);
        return true;
    }

    @Override
    public List<UserId> insertAll(List<User> added) {
        return added.stream().filter(user -> !insert(user)).map(User::id).toList();
    }

    @Override
    public Written update(User read, List<UserChange> changes) {
        return write(read.id(), user -> user.with(changes));
    }

    private synchronized Written write(UserId id, UnaryOperator<User> change) {
        User user = users.get(id);
        if (user == null) {
            return Written.GONE;
        }
        User changed = change.apply(user);
        if (users.values().stream().anyMatch(other -> !other.id().equals(id) && clash(other, changed))) {
            return Written.DUPLICATE;
        }
        users.put(id, changed);
        return Written.DONE;
    }

    @Override
    public synchronized boolean replacePassword(UserId id, Password read, Password replacement) {
        Optional<Password> current = findById(id).flatMap(User::password);
        boolean unchanged = current.map(Password::hash).equals(Optional.of(read.hash()));
        UserChange change = new UserChange.SetPassword(Optional.of(replacement));
        return unchanged && write(id, user -> user.with(change)) == Written.DONE;
    }

    @Override
    public Written link(UserId id, Identity identity) {
        return write(
                id,
                user -> has(user, identity)
                        ? user
                        : withIdentities(user, Stream.concat(user.identities().stream(), Stream.of(identity))));
    }

    @Override
    public synchronized Written link(User read, PendingIdentity registration) {
        boolean may = findById(read.id())
                .filter(User::enabled)
                .filter(user -> user.identity("local-userpass").isEmpty())
                .isPresent();
        return may
                ? write(read.id(), user -> user.with(registration.identity()).with(registration.changes()))
                : Written.GONE;
    }

    @Override
    public synchronized Written updateIdentity(UserId id, Identity identity) {
        return findById(id).filter(user -> has(user, identity)).isEmpty()
                ? Written.GONE
                : write(
                        id,
                        user -> withIdentities(
                                user, user.identities().stream().map(own -> own.isSameAs(identity) ? identity : own)));
    }

    @Override
    public synchronized Unlinked unlink(UserId id, String providerType, String identityId) {
        Identity identity = new Identity(providerType, identityId, Map.of());
        Optional<User> user = findById(id).filter(found -> has(found, identity));
        if (user.isEmpty()) {
            return Unlinked.ABSENT;
        }
        if (user.get().identities().size() == 1) {
            return Unlinked.LAST;
        }
        User rest = user.get().without(identity);
        boolean withPassword = providerType.equals("local-userpass")
                && rest.identity(providerType).isEmpty();
        write(id, found -> withPassword ? withoutPassword(rest) : rest);
        if (providerType.equals("api-key")) {
            changeApiKeys(id, keys -> keys.filter(key -> !key.id().equals(identityId)));
        }
        return Unlinked.DONE;
    }

    Written changeApiKeys(UserId id, UnaryOperator<Stream<ApiKey>> change) {
        return write(
                id,
                user -> TestUsers.withApiKeys(
                        user, change.apply(user.apiKeys().stream()).toList()));
    }

    private static User withoutPassword(User user) {
        return user.with(
                new UserChange.SetEmail(Optional.empty(), Optional.empty()),
                new UserChange.SetEmailVerified(false),
                new UserChange.SetPassword(Optional.empty()));
    }

    private static boolean has(User user, Identity identity) {
        return user.identities().stream().anyMatch(identity::isSameAs);
    }

    private static User withIdentities(User user, Stream<Identity> identities) {
        return TestUsers.withIdentities(user, identities.toList());
    }

    @Override
    public synchronized Written expectReset(UserId id, MailedToken token) {
        if (!users.containsKey(id)) {
            return Written.GONE;
        }
        resets.put(id, token);
        return Written.DONE;
    }

    @Override
    public synchronized Optional<Expected> findByResetToken(String tokenId) {
        return resets.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(tokenId))
                .flatMap(entry -> findById(entry.getKey()).map(user -> new Expected(user, entry.getValue())).stream())
                .findFirst();
    }

    @Override
    public synchronized boolean resetPassword(Expected read, Reset reset) {
        User user = users.get(read.user().id());
        MailedToken token = resets.get(read.user().id());
        if (user == null
                || token == null
                || token.usedAt().isPresent()
                || !token.hash().equals(read.token().hash())
                || !user.emailKey().equals(read.user().emailKey())
                || reset.added()
                        .flatMap(identity -> user.identity(identity.providerType()))
                        .isPresent()) {
            return false;
        }
        resets.put(user.id(), token.usedAt(reset.at()));
        changeApiKeys(user.id(), keys -> Stream.empty());
        if (reset.added().isEmpty()) {
            write(
                    user.id(),
                    found -> withIdentities(
                            found,
                            found.identities().stream()
                                    .filter(identity -> !identity.providerType().equals("api-key"))));
        }
        reset.added().ifPresent(identity -> link(user.id(), identity));
        write(
                user.id(),
                found -> found.with(
                        new UserChange.SetPassword(Optional.of(reset.password())),
                        new UserChange.SetEmailVerified(found.emailVerified() || reset.proven()),
                        new UserChange.SetNotBefore((int) reset.at().getEpochSecond()),
                        new UserChange.SetRequiredActions(left(found.requiredActions(), reset.proven()))));
        return true;
    }

    private static Set<String> left(Set<String> actions, boolean proven) {
        Set<String> left = new HashSet<>(actions);
        left.remove("UPDATE_PASSWORD");
        if (proven) {
            left.remove("VERIFY_EMAIL");
        }
        return left;
    }

    @Override
    public synchronized boolean delete(UserId id) {
        resets.remove(id);
        return users.remove(id) != null;
    }

    @Override
    public synchronized boolean deleteInactiveAnonymous(UserId id, Instant before) {
        return findById(id).filter(user -> isInactive(user, before)).isPresent() && delete(id);
    }

    @Override
    public synchronized List<User> inactiveAnonymous(Instant before, int max) {
        return users.values().stream()
                .filter(user -> isInactive(user, before))
                .sorted(Comparator.comparing(user -> user.lastAuthenticatedAt().orElseThrow()))
                .limit(max)
                .toList();
    }

    private static boolean isInactive(User user, Instant before) {
        return user.identities().size() == 1
                && user.identity("anon-user").isPresent()
                && user.lastAuthenticatedAt().filter(before::isAfter).isPresent();
    }

    @Override
    public synchronized List<User> search(UserSearch search, int first, int max) {
        return matching(search)
                .sorted(Comparator.comparing(user -> user.id().hex()))
                .skip(first)
                .limit(max)
                .toList();
    }

    @Override
    public synchronized long count(UserSearch search) {
        return matching(search).count();
    }

    @Override
    public void grantToAll(String roleId) {
        changeAll(user -> new UserChange.SetRoles(added(user.roles(), roleId)));
    }

    @Override
    public void removeRole(String roleId) {
        changeAll(user -> new UserChange.SetRoles(removed(user.roles(), roleId)));
    }

    @Override
    public void removeGroup(String groupId) {
        changeAll(user -> new UserChange.SetGroups(removed(user.groups(), groupId)));
    }

    private synchronized void changeAll(Function<User, UserChange> change) {
        users.replaceAll((id, user) -> user.with(change.apply(user)));
    }

    private static Set<String> added(Set<String> values, String value) {
        Set<String> all = new HashSet<>(values);
        all.add(value);
        return all;
    }

    private static Set<String> removed(Set<String> values, String value) {
        Set<String> all = new HashSet<>(values);
        all.remove(value);
        return all;
    }

    private static boolean clash(User one, User other) {
        boolean sameKey = one.emailKey().isPresent() && one.emailKey().equals(other.emailKey());
        boolean sameName = one.displayedUsername().equals(other.displayedUsername());
        boolean sameServerKey = one.isServer()
                && other.isServer()
                && one.apiKeys().stream()
                        .anyMatch(key -> other.apiKeys().stream()
                                .anyMatch(own -> own.slot().equals(key.slot())
                                        || own.name().equals(key.name())));
        return sameKey
                || sameName
                || sameServerKey
                || one.identities().stream().anyMatch(identity -> has(other, identity));
    }

    private Stream<User> matching(UserSearch search) {
        return users.values().stream()
                .filter(user -> search.conditions().stream().allMatch(condition -> holds(condition, user)));
    }

    private static boolean holds(Condition condition, User user) {
        if (condition instanceof AnyText any) {
            return any.pattern().isAnything()
                    || any.pattern().pieces().equals(List.of(user.id().hex()))
                    || Stream.of(Field.values())
                            .anyMatch(field -> text(user, field)
                                    .filter(any.pattern()::matches)
                                    .isPresent());
        }
        if (condition instanceof FieldText field) {
            return text(user, field.field()).filter(field.pattern()::matches).isPresent();
        }
        if (condition instanceof Attribute attribute) {
            return user.attributes().getOrDefault(attribute.name(), List.of()).stream()
                    .anyMatch(attribute.pattern()::matches);
        }
        if (condition instanceof HasIdentity wanted) {
            return user.identities().stream()
                    .anyMatch(identity -> wanted.providerType()
                                    .orElse(identity.providerType())
                                    .equals(identity.providerType())
                            && wanted.identityId().orElse(identity.id()).equals(identity.id()));
        }
        return holdsPlainly(condition, user);
    }

    private static boolean holdsPlainly(Condition condition, User user) {
        if (condition instanceof Enabled enabled) {
            return enabled.value() == user.enabled();
        }
        if (condition instanceof EmailVerified verified) {
            return verified.value() == user.emailVerified();
        }
        if (condition instanceof OfType type) {
            return type.type().equals(user.type());
        }
        if (condition instanceof HasRole role) {
            return user.roles().contains(role.roleId());
        }
        if (condition instanceof LacksRole role) {
            return !user.roles().contains(role.roleId());
        }
        if (condition instanceof InGroups groups) {
            return groups.groupIds().stream().anyMatch(user.groups()::contains);
        }
        if (condition instanceof CreatedFrom from) {
            return !user.createdAt().isBefore(from.time());
        }
        if (condition instanceof CreatedUntil until) {
            return !user.createdAt().isAfter(until.time());
        }
        throw new IllegalStateException("No rule for " + condition);
    }

    private static Optional<String> text(User user, Field field) {
        return switch (field) {
            case USERNAME -> Optional.of(user.displayedUsername());
            case EMAIL -> user.email();
            case FIRST_NAME -> user.firstName();
            case LAST_NAME -> user.lastName();
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
