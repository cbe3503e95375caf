package dev.appservices.login.customtoken;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ProviderType;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Device;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.login.LoginRequest;
import dev.appservices.login.customtoken.TokenSignatures.Verdict;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.Parallel;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserSearch;

import static org.assertj.core.api.Assertions.assertThat;

class CustomTokenLoginTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final FakeUserDirectory users = new FakeUserDirectory();
    private Verdict verdict = Verdict.RIGHT;

    @Test
    void loginWhenSubjectIsNewThenAUserIsMade() {
        LoggedIn loggedIn = (LoggedIn) login("ada", "\"name\":\"Ada\"");

        assertThat(loggedIn.created()).isTrue();
        assertThat(loggedIn.identity().id()).isEqualTo("ada");
        assertThat(loggedIn.user().type()).isEqualTo("normal");
        assertThat(stored()).hasValueSatisfying(user -> {
            assertThat(user.identities()).containsExactly(loggedIn.identity());
            assertThat(user.lastAuthenticatedAt()).contains(NOW);
            assertThat(user.email()).isEmpty();
        });
    }

    @Test
    void loginWhenSubjectIsKnownThenTheSameUserWithNewMetadata() {
        LoggedIn first = (LoggedIn) login("ada", "\"name\":\"Ada\"");

        LoggedIn second = (LoggedIn) login("ada", "\"name\":\"Countess\"");

        assertThat(second.created()).isFalse();
        assertThat(second.user().id()).isEqualTo(first.user().id());
        assertThat(users.count(UserSearch.ALL)).isOne();
        assertThat(stored().orElseThrow().identities()).singleElement().satisfies(identity -> {
            assertThat(identity.data()).isEqualTo(Map.of("name", "Countess"));
            assertThat(identity.name()).contains("Countess");
        });
    }

    @Test
    void loginWhenClaimIsGoneThenSoIsTheMetadata() {
        login("ada", "\"name\":\"Ada\"");

        login("ada", "\"other\":1");

        assertThat(stored().orElseThrow().identities().get(0).data()).isEmpty();
    }

    @Test
    void loginWhenNothingHasChangedThenMetadataIsNotWritten() {
        List<UserChange> written = new ArrayList<>();
        FakeUserDirectory watched = new FakeUserDirectory() {
            @Override
            public Written update(User read, List<UserChange> changes) {
                written.addAll(changes);
                return super.update(read, changes);
            }
        };
        login(watched, "ada", "\"name\":\"Ada\"");
        login(watched, "ada", "\"name\":\"Ada\"");

        assertThat(written).isNotEmpty().noneMatch(UserChange.SetIdentityData.class::isInstance);
    }

    @Test
    void loginWhenSixteenAtOnceForTheFirstTimeThenOneUser() {
        List<LoginOutcome> outcomes = Parallel.run(16, () -> login("ada", "\"name\":\"Ada\""));

        assertThat(outcomes).allMatch(LoggedIn.class::isInstance);
        assertThat(outcomes)
                .filteredOn(outcome -> ((LoggedIn) outcome).created())
                .hasSize(1);
        assertThat(users.count(UserSearch.ALL)).isOne();
    }

    @Test
    void loginWhenUserIsDisabledThenUserDisabled() {
        login("ada", "\"name\":\"Ada\"");
        users.update(stored().orElseThrow(), List.of(new UserChange.SetEnabled(false)));

        assertThat(login("ada", "\"name\":\"Ada\"")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.USER_DISABLED);
            assertThat(refused.reason()).isEqualTo(Reason.DISABLED);
        });
    }

    @Test
    void loginWhenSignatureIsWrongThenTheTextThatAppsCompareAndTheRuleForTheEvent() {
        verdict = Verdict.WRONG;

        assertThat(login("ada", "\"name\":\"Ada\"")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_SESSION);
            assertThat(refused.publicText()).isEqualTo("crypto/rsa: verification error");
            assertThat(refused.reason()).isEqualTo(Reason.WRONG_CREDENTIAL);
            assertThat(refused.detail()).contains("signature: no key of the settings verifies it");
        });
        assertThat(users.count(UserSearch.ALL)).isZero();
    }

    private LoginOutcome login(String subject, String more) {
        return login(users, subject, more);
    }

    private LoginOutcome login(FakeUserDirectory directory, String subject, String more) {
        CustomTokenRules rules = new CustomTokenRules(
                TokenAlgorithm.HS256,
                Set.of("app"),
                false,
                List.of(MetadataField.of("name", Optional.empty(), false)),
                Duration.ofSeconds(60),
                CLOCK);
        String token = Tokens.hs256("{\"sub\":\"" + subject + "\",\"aud\":\"app\",\"exp\":1700000100," + more + "}");
        LoginRequest request = new LoginRequest(ProviderType.CUSTOM_TOKEN, name -> token, Device.NONE);
        return new CustomTokenLogin(directory, rules, (keyId, signed, signature) -> verdict).login(request, user -> {
            throw new AssertionError("A signature cannot be guessed");
        });
    }

    private Optional<User> stored() {
        return users.findByIdentity("custom-token", "ada");
    }
}
