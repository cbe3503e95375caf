package dev.appservices.login.apikey;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Device;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.login.LoginRequest;
import dev.appservices.testing.FakeApiKeyStore;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Keys of users and of the app, made, used, switched off and deleted, without a server. */
class ApiKeyLoginTest {
    private static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ApiKeyHash HASH = new ApiKeyHash("the secret of the app");

    private final FakeUserDirectory users = new FakeUserDirectory();
    private final FakeApiKeyStore store = new FakeApiKeyStore(users);
    private final UserKeys userKeys = new UserKeys(users, store, CLOCK);
    private final ServerKeys serverKeys = new ServerKeys(users, store, CLOCK);
    private final User ada = TestUsers.withEmail(1, "ada@example.org");

    @BeforeEach
    void insert() {
        users.insert(ada);
    }

    @Test
    void createWhenUserThenTheKeyLogsInAsItsOwner() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);

        assertThat(created.secret()).matches("[A-Za-z0-9]{64}");
        LoggedIn loggedIn = (LoggedIn) login(created.secret());
        assertThat(loggedIn.user().id()).isEqualTo(ada.id());
        assertThat(loggedIn.identity().id()).isEqualTo(created.key().id());
        assertThat(loggedIn.identity().data()).isEqualTo(Map.of("name", "backup"));
        assertThat(loggedIn.created()).isFalse();
        assertThat(reread().lastAuthenticatedAt()).contains(NOW);
        assertThat(reread().type()).isEqualTo("normal");
    }

    @Test
    void createWhenTwiceThenNothingIsAlike() {
        NewApiKey first = userKeys.create(ada, "first", HASH);
        NewApiKey second = userKeys.create(ada, "second", HASH);

        assertThat(first.secret()).isNotEqualTo(second.secret());
        assertThat(first.key().id()).isNotEqualTo(second.key().id());
        assertThat(userKeys.list(ada)).containsExactly(first.key(), second.key());
    }

    @Test
    void keyWhenPrintedThenHidden() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);

        assertThat(created.toString() + created.key() + HASH)
                .contains("<hidden>")
                .doesNotContain(created.secret(), created.key().hash());
        assertThat(created.key().hash()).isNotEqualTo(new ApiKeyHash("another secret").of(created.secret()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "{\"$ne\":null}"
            })
    void loginWhenNoKeyThenRefused(String wrong) {
        userKeys.create(ada, "backup", HASH);

        assertRefused(login(wrong), ErrorCode.AUTH_ERROR, "invalid API key", Reason.UNKNOWN_USER);
    }

    @Test
    void loginWhenTheSecretIsAnotherThenRefused() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);

        assertRefused(
                login(created.secret(), Optional.of(new ApiKeyHash("another"))),
                ErrorCode.AUTH_ERROR,
                "invalid API key",
                Reason.UNKNOWN_USER);
        assertRefused(
                login(created.secret(), Optional.empty()),
                ErrorCode.AUTH_ERROR,
                "invalid API key",
                Reason.UNKNOWN_USER);
    }

    @Test
    void loginWhenKeyIsDisabledThenRefusedUntilItIsEnabled() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);
        userKeys.setEnabled(ada, created.key().id(), false);

        assertRefused(login(created.secret()), ErrorCode.AUTH_ERROR, "invalid API key", Reason.CREDENTIAL_DISABLED);

        userKeys.setEnabled(ada, created.key().id(), true);
        assertThat(login(created.secret())).isInstanceOf(LoggedIn.class);
    }

    @Test
    void loginWhenKeyIsDeletedThenRefused() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);
        userKeys.delete(ada, created.key().id());

        assertRefused(login(created.secret()), ErrorCode.AUTH_ERROR, "invalid API key", Reason.UNKNOWN_USER);
        assertThat(reread().identities()).isEqualTo(ada.identities());
    }

    @Test
    void loginWhenUserIsDisabledThenUserDisabled() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);
        users.update(ada, List.of(new UserChange.SetEnabled(false)));

        assertRefused(login(created.secret()), ErrorCode.USER_DISABLED, "user disabled", Reason.DISABLED);
    }

    @Test
    void loginWhenKeyOfTheAppThenAsItsOwnUser() {
        ServerKeys.Created created = serverKeys.create("worker", HASH);

        LoggedIn loggedIn = (LoggedIn) login(created.key().secret());

        assertThat(loggedIn.user().type()).isEqualTo("server");
        assertThat(loggedIn.user().id()).isEqualTo(created.user().id());
        assertThat(loggedIn.user().identities())
                .singleElement()
                .satisfies(identity ->
                        assertThat(identity.id()).isEqualTo(created.key().key().id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a.b", "ä", "a/b", "a\n", " a", "$a"})
    void createWhenNameHasOtherCharactersThenInvalidParameter(String name) {
        assertError(
                () -> userKeys.create(ada, name, HASH),
                400,
                ErrorCode.INVALID_PARAMETER,
                "can only contain ASCII letters, numbers, underscores, and hyphens");
        assertError(
                () -> serverKeys.create(name, HASH),
                400,
                ErrorCode.INVALID_PARAMETER,
                "can only contain ASCII letters, numbers, underscores, and hyphens");
    }

    @Test
    void createWhenNameIsEmptyThenNoCode() {
        AppServicesException error =
                catchThrowableOfType(AppServicesException.class, () -> userKeys.create(ada, "", HASH));

        assertThat(error.code()).isEmpty();
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.publicText()).isEqualTo("'name' is a required string");
    }

    @Test
    void createWhenNameIsTakenThenConflict() {
        userKeys.create(ada, "backup", HASH);
        serverKeys.create("backup", HASH);

        assertError(
                () -> userKeys.create(ada, "backup", HASH),
                409,
                ErrorCode.API_KEY_ALREADY_EXISTS,
                "API key with name already exists");
        assertError(
                () -> serverKeys.create("backup", HASH),
                409,
                ErrorCode.API_KEY_ALREADY_EXISTS,
                "API key with name already exists");
    }

    @Test
    void createWhenTheLimitIsReachedThenRefusedUntilOneIsDeleted() {
        NewApiKey first = userKeys.create(ada, "key-0", HASH);
        for (int i = 1; i < 20; i++) {
            userKeys.create(ada, "key-" + i, HASH);
        }
        assertError(
                () -> userKeys.create(ada, "one-more", HASH),
                400,
                ErrorCode.INVALID_PARAMETER,
                "a user can have 20 API keys at most");

        userKeys.delete(ada, first.key().id());
        userKeys.create(ada, "one-more", HASH);
    }

    @Test
    void createWhenTheAppHasAHundredThenRefusedUntilOneIsDeleted() {
        ServerKeys.Created first = serverKeys.create("key-0", HASH);
        for (int i = 1; i < 100; i++) {
            serverKeys.create("key-" + i, HASH);
        }
        assertError(
                () -> serverKeys.create("one-more", HASH),
                400,
                ErrorCode.INVALID_PARAMETER,
                "an app can have 100 API keys at most");

        users.delete(first.user().id());
        serverKeys.create("one-more", HASH);
        assertThat(serverKeys.list()).hasSize(100);
    }

    @Test
    void createWhenAnonymousOrOfTheAppThenRefused() {
        User guest = TestUsers.anonymous(2);
        users.insert(guest);
        User server = serverKeys.create("worker", HASH).user();

        for (User user : List.of(guest, server)) {
            assertError(
                    () -> userKeys.create(user, "backup", HASH),
                    400,
                    ErrorCode.INVALID_PARAMETER,
                    "this user cannot have API keys: log in with another provider first");
        }
    }

    @Test
    void keysWhenOfAnotherThenNotFound() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);
        String id = created.key().id();
        User bob = TestUsers.withEmail(2, "bob@example.org");
        users.insert(bob);

        assertThat(userKeys.list(bob)).isEmpty();
        assertNotFound(() -> userKeys.get(bob, id));
        assertNotFound(() -> userKeys.setEnabled(bob, id, false));
        assertNotFound(() -> userKeys.delete(bob, id));
        assertNotFound(() -> serverKeys.get(id));
        assertThat(userKeys.get(ada, id)).isEqualTo(created.key());
    }

    @Test
    void keyOfTheAppWhenItsOwnUserAsksThenNotFound() {
        ServerKeys.Created created = serverKeys.create("worker", HASH);
        String id = created.key().key().id();

        assertThat(userKeys.list(created.user())).isEmpty();
        assertNotFound(() -> userKeys.get(created.user(), id));
        assertNotFound(() -> userKeys.setEnabled(created.user(), id, false));
        assertNotFound(() -> userKeys.delete(created.user(), id));
        assertThat(serverKeys.get(id).key()).isEqualTo(created.key().key());
    }

    @Test
    void deleteWhenNothingElseLogsInThenRefused() {
        NewApiKey created = userKeys.create(ada, "backup", HASH);
        Identity password = ada.identities().get(0);
        users.unlink(ada.id(), password.providerType(), password.id());

        assertError(
                () -> userKeys.delete(ada, created.key().id()),
                400,
                ErrorCode.INVALID_PARAMETER,
                "the last identity of a user cannot be removed");
    }

    private User reread() {
        return users.findById(ada.id()).orElseThrow();
    }

    private LoginOutcome login(String key) {
        return login(key, Optional.of(HASH));
    }

    private LoginOutcome login(String key, Optional<ApiKeyHash> hash) {
        LoginRequest request =
                new LoginRequest(ProviderType.API_KEY, name -> name.equals("key") ? key : "another field", Device.NONE);
        return new ApiKeyLogin(users, store, hash, CLOCK).login(request, user -> {
            throw new AssertionError("A key cannot be guessed");
        });
    }

    private static void assertRefused(LoginOutcome outcome, ErrorCode code, String text, Reason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.publicText()).isEqualTo(text);
            assertThat(refused.reason()).isEqualTo(reason);
        });
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertError(call, 404, ErrorCode.API_KEY_NOT_FOUND, "API key not found");
    }

    private static void assertError(ThrowingCallable call, int status, ErrorCode code, String text) {
        AppServicesException error = catchThrowableOfType(AppServicesException.class, call);
        assertThat(error).as("the call is refused").isNotNull();
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.code()).contains(code);
        assertThat(error.publicText()).isEqualTo(text);
    }
}
