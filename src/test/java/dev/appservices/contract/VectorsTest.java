package dev.appservices.contract;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each vector as it is in its file: complete in itself, satisfied by the reply it describes, and by no other. */
class VectorsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private static final Map<String, List<Vector>> FILES = VectorFiles.load();

    static Stream<List<Vector>> files() {
        return FILES.values().stream();
    }

    @Test
    void everyConceptHasVectors() {
        Set<String> concepts = FILES.keySet().stream()
                .map(file -> file.substring(0, file.indexOf('/')))
                .collect(Collectors.toSet());

        assertThat(concepts)
                .containsExactlyInAnyOrder(
                        "location",
                        "errors",
                        "cors",
                        "anonuser",
                        "localuserpass",
                        "apikey",
                        "customtoken",
                        "profile",
                        "session",
                        "prefixes",
                        "linking",
                        "deletion");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theRightReplyPasses(List<Vector> vectors) {
        for (Vector vector : vectors) {
            assertThat(differences(vector, UnaryOperator.identity()))
                    .as("%s: %s", vector.file(), vector.name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void anotherStatusFails(List<Vector> vectors) {
        assertAllFail(vectors, reply -> new Reply(reply.status() + 1, reply.headers(), reply.body()), "status: ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachMissingHeaderFails(List<Vector> vectors) {
        for (Vector vector : vectors) {
            // A reply that is not ours need not have any header.
            int checked = isOurs(vector)
                    ? SampleReplies.right(vector.expect(), vector.request().method())
                            .headers()
                            .size()
                    : 0;
            for (int i = 0; i < checked; i++) {
                int missing = i;
                assertFails(
                        vector,
                        reply -> {
                            List<Reply.Header> headers = new ArrayList<>(reply.headers());
                            headers.remove(missing);
                            return new Reply(reply.status(), headers, reply.body());
                        },
                        "header ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aHeaderTooManyFails(List<Vector> vectors) {
        assertAllFail(
                vectors, reply -> withHeader(reply, "Access-Control-Allow-Origin", "*"), "header Access-Control-Allow");
        assertAllFail(vectors, reply -> withHeader(reply, "Set-Cookie", "a=b"), "header Set-Cookie");
    }

    @ParameterizedTest
    @MethodSource("files")
    void anotherBodyFails(List<Vector> vectors) {
        List<Vector> ours = vectors.stream().filter(VectorsTest::isOurs).toList();

        assertAllFail(ours, reply -> withBody(reply, "{\"surprise\":1}"), "body");
        assertAllFail(ours, reply -> withBody(reply, reply.body() + "x"), "body: ");
        for (Vector vector : ours) {
            if (vector.expect().body().isObject() && !vector.request().method().equals("HEAD")) {
                assertFails(vector, reply -> withBody(reply, ""), "body");
                assertFails(
                        vector,
                        reply -> withBody(
                                reply,
                                reply.body().equals("{}")
                                        ? "{\"extra\":null}"
                                        : reply.body().replaceFirst("}$", ",\"extra\":null}")),
                        "body.extra: not expected");
            }
        }
    }

    private static boolean isOurs(Vector vector) {
        return !vector.expect().absent().contains(ExpectedReply.REQUEST_ID);
    }

    private static Reply withHeader(Reply reply, String name, String value) {
        List<Reply.Header> headers = new ArrayList<>(reply.headers());
        headers.add(new Reply.Header(name, value));
        return new Reply(reply.status(), headers, reply.body());
    }

    private static Reply withBody(Reply reply, String body) {
        return new Reply(reply.status(), reply.headers(), body);
    }

    private static void assertAllFail(List<Vector> vectors, UnaryOperator<Reply> change, String difference) {
        for (Vector vector : vectors) {
            assertFails(vector, change, difference);
        }
    }

    private static void assertFails(Vector vector, UnaryOperator<Reply> change, String difference) {
        assertThat(differences(vector, change))
                .as("%s: %s", vector.file(), vector.name())
                .anySatisfy(line -> assertThat(line).startsWith(difference));
    }

    /** What the vector says to the reply that it describes, after a change to it. */
    private static List<String> differences(Vector vector, UnaryOperator<Reply> change) {
        Iterator<Step.Call> calls = vector.given().stream()
                .filter(Step.Call.class::isInstance)
                .map(Step.Call.class::cast)
                .iterator();
        FakeTarget target = new FakeTarget();
        VectorRunner runner = new VectorRunner(target, request -> SampleReplies.toStep(calls.next()), CLOCK);
        Variables variables = runner.prepare(vector);
        String method = vector.request().fill(variables).method();
        ExpectedReply expected = vector.expect().fill(variables);
        return expected.differences(target, method, change.apply(SampleReplies.right(expected, method)));
    }
}
