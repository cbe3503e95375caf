package dev.appservices.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.LinkingDecision.AlreadyLinked;
import dev.appservices.user.LinkingDecision.Link;
import dev.appservices.user.LinkingDecision.LinkRegistration;
import dev.appservices.user.LinkingDecision.Reason;
import dev.appservices.user.LinkingDecision.Refuse;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole matrix: who is logged in, with which provider the credential is, whose it is. */
final class LinkingDecisionTest {
    private static final String PASSWORD = "local-userpass";
    private static final List<String> TOKENS =
            List.of("custom-token", "custom-function", "oauth2-google", "oauth2-facebook", "oauth2-apple");
    private static final List<String> NEVER = List.of("anon-user", "api-key");

    /** Whose the credential is. */
    private enum Owned {
        BY_NOBODY,
        BY_THE_USER,
        BY_ANOTHER
    }

    static Stream<Arguments> matrix() {
        List<Arguments> rows = new ArrayList<>();
        for (String first : List.of("anon-user", PASSWORD, "custom-token", "custom-function", "oauth2-google")) {
            for (ProviderType second : ProviderType.values()) {
                for (Owned owned : Owned.values()) {
                    rows.add(Arguments.of(first, second.wireName(), owned, expected(first, second.wireName(), owned)));
                }
            }
        }
        return rows.stream();
    }

    private static String expected(String first, String second, Owned owned) {
        if (NEVER.contains(second)) {
            return "NOT_LINKABLE";
        }
        if (owned == Owned.BY_THE_USER) {
            return "AlreadyLinked";
        }
        if (first.equals(PASSWORD) && second.equals(PASSWORD)) {
            return "SECOND_PASSWORD";
        }
        if (owned == Owned.BY_ANOTHER) {
            return "OF_ANOTHER_USER";
        }
        return TOKENS.contains(second) ? "Link" : "LinkRegistration";
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void decideWhenEnabledThenAsTheMatrixSays(String first, String second, Owned owned, String expected) {
        Identity credential = new Identity(second, "credential", Map.of("email", "ada@example.org"));
        User user = user(1, new Identity(first, "first", Map.of()));
        User holder = owned == Owned.BY_THE_USER ? user.with(credential) : user;
        Optional<User> owner = switch (owned) {
            case BY_NOBODY -> Optional.empty();
            case BY_THE_USER -> Optional.of(holder);
            case BY_ANOTHER -> Optional.of(user(2, credential));
        };
        Optional<PendingIdentity> registration = owned == Owned.BY_NOBODY && second.equals(PASSWORD)
                ? Optional.of(registration(credential, true))
                : Optional.empty();

        assertThat(shown(LinkingDecision.decide(holder, credential, owner, registration)))
                .isEqualTo(expected);
    }

    @Test
    void decideWhenOfAnotherThenTheOwnerIsNamed() {
        Identity credential = new Identity("custom-token", "t", Map.of());

        assertThat(LinkingDecision.decide(
                        TestUsers.anonymous(1), credential, Optional.of(user(2, credential)), Optional.empty()))
                .isEqualTo(new Refuse(Reason.OF_ANOTHER_USER, Optional.of(TestUsers.id(2))));
    }

    @Test
    void decideWhenRegistrationIsNotConfirmedThenRefused() {
        Identity credential = new Identity(PASSWORD, "p", Map.of("email", "victim@example.org"));

        assertThat(shown(LinkingDecision.decide(
                        TestUsers.anonymous(1),
                        credential,
                        Optional.empty(),
                        Optional.of(registration(credential, false)))))
                .isEqualTo("NOT_CONFIRMED");
    }

    @Test
    void decideWhenPasswordHasNeitherOwnerNorRegistrationThenRefused() {
        assertThat(shown(LinkingDecision.decide(
                        TestUsers.anonymous(1),
                        new Identity(PASSWORD, "p", Map.of()),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo("UNKNOWN_REGISTRATION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-userpass", "custom-token", "anon-user"})
    void decideWhenUserIsDisabledThenRefused(String type) {
        User disabled = TestUsers.anonymous(1).with(new UserChange.SetEnabled(false));

        assertThat(shown(LinkingDecision.decide(
                        disabled, new Identity(type, "x", Map.of()), Optional.of(disabled), Optional.empty())))
                .isEqualTo("DISABLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-userpass", "custom-token", "oauth2-google"})
    void decideWhenUserIsAServerThenRefused(String type) {
        User server = TestUsers.full(1).with(new UserChange.SetEnabled(true));

        assertThat(server.type()).isEqualTo("server");
        assertThat(shown(LinkingDecision.decide(
                        server, new Identity(type, "x", Map.of()), Optional.empty(), Optional.empty())))
                .isEqualTo("SERVER_USER");
    }

    /** Neither a verified nor an unverified address, nor what a token or a function claims, finds an owner. */
    @ParameterizedTest
    @ValueSource(strings = {"custom-token", "custom-function", "oauth2-google"})
    void decideWhenMetadataNamesTheAddressOfAnotherThenItIsOnlyMetadata(String type) {
        Identity claim = new Identity(type, "claims-to-be-ada", Map.of("email", "ada@example.org", "id", "1"));

        assertThat(LinkingDecision.decide(
                        TestUsers.withEmail(1, "eve@example.org"), claim, Optional.empty(), Optional.empty()))
                .isEqualTo(new Link(claim));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void errorWhenShownThenNoTextThatBrowsersTakeForAnExpiredToken(Reason reason) {
        assertThat(reason.error().publicText()).isNotBlank().isNotEqualTo("unauthorized");
    }

    @Test
    void errorWhenShownThenAsTheServiceSaidIt() {
        assertThat(Stream.of(Reason.values()).map(LinkingDecisionTest::told))
                .containsExactly(
                        "NOT_LINKABLE 400 InvalidParameter invalid user link request",
                        "SERVER_USER 400 InvalidParameter invalid user link request",
                        "DISABLED 401 UserDisabled user disabled",
                        "SECOND_PASSWORD 500 InternalServerError linking a local-userpass identity is not allowed when"
                                + " one is already linked",
                        "OF_ANOTHER_USER 401 InvalidSession a user already exists with the specified provider",
                        "NOT_CONFIRMED 401 AuthError confirmation required",
                        "UNKNOWN_REGISTRATION 401 InvalidPassword invalid username/password");
    }

    private static String told(Reason reason) {
        AppServicesException error = reason.error();
        return reason + " " + error.status() + " " + error.code().orElseThrow().wireName() + " " + error.publicText();
    }

    private static User user(int number, Identity identity) {
        return User.withIdentity(TestUsers.id(number), identity, TestUsers.CREATED);
    }

    private static PendingIdentity registration(Identity identity, boolean confirmed) {
        return new PendingIdentity(
                identity, "ada@example.org", "Ada@example.org", false, TestUsers.password("h"), confirmed);
    }

    private static String shown(LinkingDecision decision) {
        if (decision instanceof Refuse refuse) {
            return refuse.reason().name();
        }
        assertThat(decision).isInstanceOfAny(Link.class, LinkRegistration.class, AlreadyLinked.class);
        return decision.getClass().getSimpleName();
    }
}
