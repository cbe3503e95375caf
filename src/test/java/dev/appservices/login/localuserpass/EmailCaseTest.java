package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.EmailKeySweep.Result;
import dev.appservices.login.localuserpass.EmailKeySweep.Twins;
import dev.appservices.testing.FakePendingUsers;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses that differ in case only, before, while and after a realm says whether that counts. */
final class EmailCaseTest {
    private static final String PASSWORD = "difference";
    private static final String OTHER_PASSWORD = "analytical";

    private final FakePendingUsers pendingUsers = new FakePendingUsers();
    private final Desk desk = new Desk(new FakeUserDirectory(), pendingUsers);

    @ParameterizedTest
    @CsvSource({
        "true,  Ada@x.org, Ada@x.org, true",
        "true,  Ada@x.org, ada@x.org, false",
        "true,  ada@x.org, ADA@x.org, false",
        "false, Ada@x.org, Ada@x.org, true",
        "false, Ada@x.org, ada@x.org, true",
        "false, Ada@x.org, aDA@X.ORG, true",
        "false, ada@x.org, ADA@x.org, true",
        "false, ada@x.org, ada@x.or,  false",
    })
    void spellingWhenRegisteredThenThatOneUserOrAnother(
            boolean sensitive, String registered, String used, boolean same) {
        desk.emailKeys = new EmailKeys(sensitive);
        desk.register(registered, PASSWORD);

        assertThat(desk.registrationError(used, OTHER_PASSWORD))
                .isEqualTo(same ? Optional.of(ErrorCode.ACCOUNT_NAME_IN_USE) : Optional.empty());
        assertThat(desk.letsIn(used, PASSWORD)).isEqualTo(same);
        assertThat(desk.letsIn(registered, PASSWORD)).isTrue();
        assertThat(desk.letsIn(used, PASSWORD)).isEqualTo(same);
        assertThat(desk.letsIn(used, OTHER_PASSWORD)).isEqualTo(!same);
        assertThat(desk.registrationError(used, PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
    }

    @Test
    void addressWhenRegisteredInsensitivelyThenKeptAsGiven() {
        desk.emailKeys = EmailKeys.INSENSITIVE;

        User user = desk.newUser("Ada@x.org", PASSWORD);

        assertThat(user.email()).contains("Ada@x.org");
        assertThat(user.emailKey()).contains("ada@x.org");
    }

    @Test
    void spellingWhenNotSweptYetThenTheExactOneIsLetInAndRefusedToOthers() {
        User ada = desk.newUser("Ada@x.org", PASSWORD);
        desk.register("Grace@x.org", PASSWORD);
        desk.emailKeys = EmailKeys.INSENSITIVE;

        assertThat(desk.letsIn("Ada@x.org", PASSWORD)).isTrue();
        assertThat(desk.registrationError("Ada@x.org", PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk.registrationError("Grace@x.org", PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk.letsIn("Grace@x.org", PASSWORD)).isTrue();
        assertThat(desk.users.findById(ada.id()).flatMap(User::emailKey)).contains("Ada@x.org");
    }

    @Test
    void sweepWhenInsensitiveThenAnyCaseIsLetIn() {
        desk.newUser("Ada@x.org", PASSWORD);
        desk.newUser("grace@x.org", PASSWORD);
        desk.register("Mary@x.org", PASSWORD);

        assertThat(sweep(EmailKeys.INSENSITIVE)).isEqualTo(new Result(2, 0, List.of()));

        assertThat(desk.letsIn("aDA@x.org", PASSWORD)).isTrue();
        assertThat(desk.letsIn("Grace@x.org", PASSWORD)).isTrue();
        assertThat(desk.letsIn("mary@x.org", PASSWORD)).isTrue();
        assertThat(desk.registrationError("ADA@X.ORG", PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(sweep(EmailKeys.INSENSITIVE)).isEqualTo(new Result(0, 0, List.of()));
    }

    @Test
    void sweepWhenTwinsThenReportedAndBothAreLetInByTheirSpelling() {
        UserId lower = desk.newUser("ada@x.org", PASSWORD).id();
        UserId upper = desk.newUser("Ada@x.org", OTHER_PASSWORD).id();

        assertThat(sweep(EmailKeys.INSENSITIVE))
                .isEqualTo(new Result(0, 1, List.of(new Twins("user " + upper, "user " + lower))));

        assertThat(desk.letsIn("ada@x.org", PASSWORD)).isTrue();
        assertThat(desk.letsIn("Ada@x.org", OTHER_PASSWORD)).isTrue();
        assertThat(desk.letsIn("ADA@x.org", PASSWORD)).isTrue();
        assertThat(desk.letsIn("ADA@x.org", OTHER_PASSWORD)).isFalse();
        assertThat(desk.registrationError("aDA@x.org", PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk.allUsers()).hasSize(2);
    }

    /** Whoever has registered, and has not logged in yet, does not lose the account to the owner of another spelling. */
    @Test
    void sweepWhenRegistrationAndUserAreTwinsThenBothAreLetIn() {
        UserId user = desk.newUser("ADA@x.org", PASSWORD).id();
        UserId registered = desk.register("Ada@x.org", OTHER_PASSWORD);
        String registration = pendingUsers.all().get(0).id();

        assertThat(sweep(EmailKeys.INSENSITIVE))
                .isEqualTo(new Result(1, 1, List.of(new Twins("registration " + registration, "user " + user))));

        assertThat(desk.letsIn("Ada@x.org", OTHER_PASSWORD)).isTrue();
        assertThat(desk.letsIn("Ada@x.org", OTHER_PASSWORD)).isTrue();
        assertThat(desk.letsIn("ADA@x.org", PASSWORD)).isTrue();
        assertThat(desk.allUsers()).extracting(User::id).containsExactlyInAnyOrder(user, registered);
    }

    @Test
    void sweepWhenRegistrationsAreTwinsThenReported() {
        desk.register("ada@x.org", PASSWORD);
        desk.register("Ada@x.org", OTHER_PASSWORD);

        Result result = sweep(EmailKeys.INSENSITIVE);

        assertThat(result.twins()).isEqualTo(1);
        assertThat(result.shown().toString()).matches("\\[registration [0-9a-f]{24} and registration [0-9a-f]{24}]");
        assertThat(desk.letsIn("Ada@x.org", OTHER_PASSWORD)).isTrue();
        assertThat(desk.letsIn("ada@x.org", PASSWORD)).isTrue();
    }

    /** What a crash left behind is outranked by the user that was made of it, in whatever spelling. */
    @Test
    void loginWhenRegistrationIsLeftBehindThenThePasswordOfTheUserCounts() {
        desk.register("Ada@x.org", PASSWORD);
        PendingUser left = pendingUsers.all().get(0);
        desk.letsIn("Ada@x.org", PASSWORD);
        sweep(EmailKeys.INSENSITIVE);
        User user = desk.allUsers().get(0);
        desk.users.replacePassword(user.id(), left.password(), desk.passwords.hash(OTHER_PASSWORD));
        pendingUsers.insert(left);

        assertThat(desk.letsIn("Ada@x.org", PASSWORD)).isFalse();
        assertThat(desk.letsIn("Ada@x.org", OTHER_PASSWORD)).isTrue();
    }

    @Test
    void sweepWhenManyTwinsThenTwentyAreShownAndAllCounted() {
        for (int number = 0; number < 25; number++) {
            desk.newUser("ada" + number + "@x.org", PASSWORD);
            desk.newUser("Ada" + number + "@x.org", PASSWORD);
        }

        Result result = sweep(EmailKeys.INSENSITIVE);

        assertThat(result.twins()).isEqualTo(25);
        assertThat(result.shown()).hasSize(20);
    }

    @Test
    void sweepWhenSensitiveAgainThenTheAddressesAreTheKeys() {
        desk.emailKeys = EmailKeys.INSENSITIVE;
        desk.newUser("Ada@x.org", PASSWORD);
        desk.register("Grace@x.org", PASSWORD);

        assertThat(sweep(EmailKeys.SENSITIVE)).isEqualTo(new Result(2, 0, List.of()));

        assertThat(desk.letsIn("Ada@x.org", PASSWORD)).isTrue();
        assertThat(desk.letsIn("Grace@x.org", PASSWORD)).isTrue();
        assertThat(desk.letsIn("ada@x.org", PASSWORD)).isFalse();
        assertThat(desk.registrationError("ada@x.org", PASSWORD)).isEmpty();
    }

    @Test
    void sweepWhenNotWantedAnyMoreThenNothingIsWritten() {
        desk.newUser("Ada@x.org", PASSWORD);

        assertThat(new EmailKeySweep(desk.users, pendingUsers, EmailKeys.INSENSITIVE).run(() -> false))
                .isEqualTo(new Result(0, 0, List.of()));
        assertThat(desk.allUsers()).extracting(User::emailKey).containsExactly(Optional.of("Ada@x.org"));
    }

    private Result sweep(EmailKeys rule) {
        desk.emailKeys = rule;
        return new EmailKeySweep(desk.users, pendingUsers, rule).run(() -> true);
    }
}
