package dev.appservices.keycloak;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.appservices.keycloak.AppDatabases.Realm;
import dev.appservices.keycloak.AppDatabases.Report;
import dev.appservices.keycloak.Stores.Database;

import static org.assertj.core.api.Assertions.assertThat;

class AppDatabasesTest {
    private static final String SHARED = "mongodb://shared";
    private static final String OWN = "mongodb://own";

    @Test
    void reportWhenAllAnswerThenReady() {
        Report report = report(true, true);

        assertThat(report.ready()).isTrue();
        assertThat(report.unavailable()).isEmpty();
        assertThat(report.databases()).isEqualTo(2);
    }

    @Test
    void reportWhenOnlyTheOwnDatabaseOfOneRealmIsGoneThenReadyAndNamed() {
        Report report = report(true, false);

        assertThat(report.ready()).isTrue();
        assertThat(report.unavailable()).containsExactly(Map.entry("apart", "users at own does not answer"));
    }

    @Test
    void reportWhenTheDatabaseOfTheServerOptionIsGoneThenNotReady() {
        Report report = report(false, true);

        assertThat(report.ready()).isFalse();
        assertThat(report.unavailable()).containsOnlyKeys("common");
    }

    @Test
    void reportWhenTheOnlyDatabaseIsGoneThenNotReady() {
        Report report = AppDatabases.report(List.of(apart()), Map.of(OWN, answer(false)));

        assertThat(report.ready()).isFalse();
    }

    @Test
    void reportWhenThereIsNoAppThenReady() {
        assertThat(AppDatabases.report(List.of(), Map.of()).ready()).isTrue();
    }

    @Test
    void reportWhenSettingsLeadToNoDatabaseThenNamedWithTheReason() {
        Realm broken = new Realm("broken", true, null, "the vault has no such entry");

        Report report = AppDatabases.report(List.of(common(), broken), Map.of(SHARED, answer(true)));

        assertThat(report.ready()).isTrue();
        assertThat(report.unavailable()).containsExactly(Map.entry("broken", "the vault has no such entry"));
    }

    @Test
    void reportWhenRememberMeIsOffThenNamed() {
        Realm forgetful = new Realm("forgetful", false, database(SHARED, true), "");

        assertThat(AppDatabases.report(List.of(forgetful), Map.of(SHARED, answer(true)))
                        .withoutRememberMe())
                .containsExactly("forgetful");
    }

    private static Report report(boolean sharedAnswers, boolean ownAnswers) {
        return AppDatabases.report(
                List.of(common(), apart()), Map.of(SHARED, answer(sharedAnswers), OWN, answer(ownAnswers)));
    }

    private static Realm common() {
        return new Realm("common", true, database(SHARED, true), "");
    }

    private static Realm apart() {
        return new Realm("apart", true, database(OWN, false), "");
    }

    private static Database database(String server, boolean isServerOption) {
        return new Database("users at " + server.substring("mongodb://".length()), server, isServerOption, () -> {
            throw new AssertionError("The answers are given");
        });
    }

    private static CompletableFuture<Boolean> answer(boolean answers) {
        return CompletableFuture.completedFuture(answers);
    }
}
