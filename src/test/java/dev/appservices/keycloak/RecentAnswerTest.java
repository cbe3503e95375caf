package dev.appservices.keycloak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RecentAnswerTest {
    private final List<CompletableFuture<String>> questions = new ArrayList<>();
    private long now;
    private final RecentAnswer<String> answer =
            new RecentAnswer<>(this::ask, "good"::equals, Duration.ofSeconds(5), () -> now);

    @Test
    void getWhenAskedManyTimesAtOnceThenOneQuestion() {
        List<CompletionStage<String>> asked = List.of(answer.get(), answer.get(), answer.get());
        questions.get(0).complete("good");

        assertThat(questions).hasSize(1);
        assertThat(asked)
                .allSatisfy(one -> assertThat(one.toCompletableFuture()).isCompletedWithValue("good"));
    }

    @Test
    void getWhenGoodAnswerIsRecentThenTheSameUntilItIsOld() {
        answer.get();
        questions.get(0).complete("good");

        now += Duration.ofSeconds(5).toNanos();
        assertThat(answer.get().toCompletableFuture()).isCompletedWithValue("good");
        assertThat(questions).hasSize(1);

        now += 1;
        answer.get();
        assertThat(questions).hasSize(2);
    }

    @Test
    void getWhenAnswerWasBadThenAskedAgain() {
        answer.get();
        questions.get(0).complete("bad");

        assertThat(answer.get().toCompletableFuture()).isNotDone();
        assertThat(questions).hasSize(2);
    }

    @Test
    void getWhenQuestionFailedThenAskedAgain() {
        CompletionStage<String> first = answer.get();
        questions.get(0).completeExceptionally(new IllegalStateException("starting"));
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();

        answer.get();
        questions.get(1).complete("good");

        assertThat(answer.get().toCompletableFuture()).isCompletedWithValue("good");
    }

    private CompletionStage<String> ask() {
        CompletableFuture<String> question = new CompletableFuture<>();
        questions.add(question);
        return question;
    }
}
