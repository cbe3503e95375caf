package dev.appservices.testing;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.appservices.user.Identity;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

/** Users in memory; whether it behaves as a real store does is tested by the contract that both run. */
public final class FakeUserDirectory implements UserDirectory {
    private final Map<UserId, User> users = new TreeMap<>(Comparator.comparing(UserId::hex));

    @Override
    public synchronized Optional<User> findById(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized Optional<User> findByEmailKey(String emailKey) {
        return users.values().stream()
                .filter(user -> user.emailKey().equals(Optional.of(emailKey)))
                .findFirst();
    }

    @Override
    public synchronized Optional<User> findSoleByEmail(String email) {
        List<User> found = users.values().stream()
                .filter(user -> folded(user.email()).equals(folded(Optional.of(email))))
                .toList();
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
    public synchronized Written update(UserId id, List<UserChange> changes) {
        User user = users.get(id);
        if (user == null) {
            return Written.GONE;
        }
        User changed = user.with(changes.toArray(UserChange[]::new));
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
        return unchanged && update(id, List.of(new UserChange.SetPassword(Optional.of(replacement)))) == Written.DONE;
    }

    @Override
    public synchronized boolean delete(UserId id) {
        return users.remove(id) != null;
    }

    @Override
    public synchronized List<User> search(UserSearch search, int first, int max) {
        return matching(search).skip(first).limit(max).toList();
    }

    @Override
    public synchronized long count(UserSearch search) {
        return matching(search).count();
    }

    private static boolean clash(User one, User other) {
        boolean sameKey = one.emailKey().isPresent() && one.emailKey().equals(other.emailKey());
        Set<List<String>> identities = new HashSet<>(keys(one));
        identities.retainAll(keys(other));
        return sameKey || !identities.isEmpty();
    }

    private static List<List<String>> keys(User user) {
        return user.identities().stream().map(FakeUserDirectory::key).toList();
    }

    private static List<String> key(Identity identity) {
        return List.of(identity.providerType(), identity.id());
    }

    private Stream<User> matching(UserSearch search) {
        Predicate<User> matches = user -> search.text()
                        .map(text -> hasText(user, text))
                        .orElse(true)
                && search.username()
                        .map(name -> user.id().hex().equals(lower(name)))
                        .orElse(true)
                && search.email()
                        .map(email -> hasEmail(user, email, search.exact()))
                        .orElse(true)
                && search.firstName()
                        .map(name -> hasName(user.firstName(), name, search.exact()))
                        .orElse(true)
                && search.lastName()
                        .map(name -> hasName(user.lastName(), name, search.exact()))
                        .orElse(true)
                && search.enabled().map(enabled -> enabled == user.enabled()).orElse(true)
                && search.emailVerified()
                        .map(verified -> verified == user.emailVerified())
                        .orElse(true)
                && search.role().map(user.roles()::contains).orElse(true)
                && search.group().map(user.groups()::contains).orElse(true)
                && search.attributes().entrySet().stream()
                        .allMatch(entry -> user.attributes()
                                .getOrDefault(entry.getKey(), List.of())
                                .contains(entry.getValue()));
        return users.values().stream().filter(matches);
    }

    private static boolean hasText(User user, String text) {
        String id = lower(text.trim());
        if (UserId.parse(id).isPresent()) {
            return user.id().hex().equals(id);
        }
        return Stream.of(text.trim().split("\\s+", -1))
                .map(word -> lower(word.replace("*", "").replace("\"", "")))
                .allMatch(word -> Stream.of(user.email(), user.firstName(), user.lastName())
                        .anyMatch(field -> word.isEmpty() || folded(field).contains(word)));
    }

    private static boolean hasEmail(User user, String email, boolean exact) {
        return exact
                ? folded(user.email()).equals(lower(email))
                : folded(user.email()).contains(lower(email));
    }

    private static boolean hasName(Optional<String> field, String name, boolean exact) {
        return exact ? field.equals(Optional.of(name)) : folded(field).contains(lower(name));
    }

    /** Absent fields fold to a text that no search holds. */
    private static String folded(Optional<String> field) {
        return field.map(FakeUserDirectory::lower).orElse("\0");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
