package dev.appservices.contract;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VectorRunnerTest {
    private static final String STEPS = """
            {"login": [{"request": {"method": "POST", "path": "/login", "body": {"username": "{{email}}"}},
                        "status": 200, "capture": {"userId": "/user_id"}}]}""";

    private final FakeTarget target = new FakeTarget();
    private final List<RequestSpec> sent = new ArrayList<>();

    @Test
    void stepsComeBeforeTheRequestAndCaptureForIt() {
        runner(200, "{\"user_id\":\"5ed1\"}", 204).run(vector("\"login\""));

        assertThat(sent).extracting(RequestSpec::path).containsExactly("/login", "/of/5ed1");
    }

    @Test
    void everyRunHasItsOwnAddress() {
        runner(200, "{\"user_id\":\"5ed1\"}", 204).run(vector("\"login\""));
        runner(200, "{\"user_id\":\"5ed1\"}", 204).run(vector("\"login\""));

        assertThat(sent)
                .filteredOn(request -> request.path().equals("/login"))
                .extracting(request -> request.body().path("username").asText())
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[0-9a-f]{12}@example\\.com"));
    }

    @Test
    void operatorsActInOrder() {
        runner(200, "{\"user_id\":\"5ed1\"}", 204).run(vector("""
                "login", {"admin": "disableUser", "of": "{{userId}}"}, {"admin": "endSessions", "of": "{{userId}}"},
                {"admin": "lockUser", "of": "{{userId}}"}, {"admin": "deleteUser", "of": "{{userId}}"},
                {"admin": "expiredAccessToken", "of": "token", "as": "userId"}"""));

        assertThat(target.actions)
                .containsExactly(
                        "disableUser 5ed1",
                        "endSessions 5ed1",
                        "lockUser 5ed1",
                        "deleteUser 5ed1",
                        "expiredAccessToken token");
    }

    @Test
    void aReplyThatDiffersFailsWithTheReply() {
        assertThatThrownBy(() -> runner(200, "{\"user_id\":\"5ed1\"}", 500).run(vector("\"login\"")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("status: expected 204, was 500")
                .hasMessageContaining("HTTP 500");
    }

    @Test
    void aStepWithAnotherStatusFails() {
        assertThatThrownBy(() -> runner(401, "{\"user_id\":\"5ed1\"}", 204).run(vector("\"login\"")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("given POST /login: expected 200");
    }

    @Test
    void aStepThatYieldsNothingToCaptureFails() {
        assertThatThrownBy(() -> runner(200, "{}", 204).run(vector("\"login\"")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nothing to capture at /user_id");
    }

    @Test
    void aNameWithoutAValueIsAMistake() {
        assertThatThrownBy(() -> runner(200, "{}", 204).run(vector("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{{userId}}");
    }

    @Test
    void anActionThatNobodyKnowsIsAMistake() {
        assertThatThrownBy(() -> runner(200, "{}", 204).run(vector("{\"admin\": \"promote\", \"of\": \"x\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("promote");
    }

    @Test
    void forgedTokensAreNotTheRealOnes() {
        String token = JwtText.foreign(1);

        assertThatCode(() -> runner(200, "{\"user_id\":\"" + token + "\"}", 204)
                        .run(vector(
                                "\"login\", {\"forge\": \"resigned\", \"of\": \"{{userId}}\", \"as\": \"userId\"}")))
                .doesNotThrowAnyException();

        assertThat(sent.get(1).path()).startsWith("/of/").doesNotEndWith(token);
    }

    private VectorRunner runner(int stepStatus, String stepBody, int status) {
        Function<RequestSpec, Reply> server = request -> {
            sent.add(request);
            return request.path().equals("/login")
                    ? new Reply(stepStatus, List.of(), stepBody)
                    : new Reply(
                            status, List.of(new Reply.Header(ExpectedReply.REQUEST_ID, SampleReplies.REQUEST_ID)), "");
        };
        return new VectorRunner(target, server, Clock.systemUTC());
    }

    private static Vector vector(String given) {
        return VectorFiles.withSteps(STEPS)
                .read("concept/file.json", """
                        [{"name": "n", "given": [%s], "request": {"method": "GET", "path": "/of/{{userId}}"},
                          "expect": {"status": 204}}]""".formatted(given))
                .get(0);
    }
}
