package dev.appservices.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpectedReplyTest {
    private static final String ID = SampleReplies.REQUEST_ID;
    private static final ExpectedReply ERROR = new ExpectedReply(
            404,
            null,
            null,
            null,
            JsonNodeFactory.instance.objectNode().put("error", "no").put("link", "<rootLink>"));
    private static final String ERROR_BODY =
            "{\"error\":\"no\",\"link\":\"http://localhost:8080/logs?co_id=" + ID + "\"}";
    private static final ExpectedReply EMPTY = new ExpectedReply(204, null, null, null, null);

    @Test
    void theExpectedReplyHasNoDifferences() {
        assertThat(differences(ERROR, error())).isEmpty();
        assertThat(differences(EMPTY, new Reply(204, List.of(id()), ""))).isEmpty();
    }

    @Test
    void anotherStatusIsFound() {
        assertThat(differences(ERROR, new Reply(400, error().headers(), ERROR_BODY)))
                .containsExactly("status: expected 404, was 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "Application/JSON",
                "text/plain",
                ""
            })
    void anotherContentTypeIsFound(String type) {
        assertThat(differences(ERROR, new Reply(404, List.of(id(), header("Content-Type", type)), ERROR_BODY)))
                .containsExactly("header Content-Type: expected application/json, was " + type);
    }

    @Test
    void aMissingContentTypeIsFound() {
        assertThat(differences(ERROR, new Reply(404, List.of(id()), ERROR_BODY)))
                .containsExactly("header Content-Type: missing, expected application/json");
    }

    @Test
    void aContentTypeSentTwiceIsFound() {
        assertThat(differences(ERROR, with(error(), "content-type", "application/json")))
                .containsExactly(
                        "header Content-Type: expected application/json, was application/json, application/json");
    }

    @Test
    void aContentTypeOfNothingIsFound() {
        assertThat(differences(EMPTY, new Reply(204, List.of(id(), header("Content-Type", "application/json")), "")))
                .containsExactly("header Content-Type: expected none on an empty reply, was application/json");
    }

    @Test
    void aBodyWhereNoneIsExpectedIsFound() {
        assertThat(differences(EMPTY, new Reply(204, List.of(id()), "{}")))
                .containsExactly("body: expected none, was {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "{", "{}{}", "{\"error\":\"no\",\"error\":\"no\"}"})
    void aBodyThatIsNotOneJsonValueIsFound(String body) {
        assertThat(differences(ERROR, new Reply(404, error().headers(), body)))
                .anySatisfy(line -> assertThat(line).startsWith("body: "));
    }

    @Test
    void aMissingRequestIdIsFound() {
        assertThat(differences(ERROR, new Reply(404, List.of(error().headers().get(1)), ERROR_BODY)))
                .contains("header X-AppServices-Request-Id: missing, expected <hex24>");
    }

    @Test
    void aLinkToAnotherRequestIsFound() {
        String other = "73f506d9d243efe65aa33430";

        assertThat(differences(ERROR, new Reply(404, error().headers(), ERROR_BODY.replace(ID, other))))
                .singleElement()
                .asString()
                .startsWith("body.link: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access-Control-Allow-Origin",
                "access-control-expose-headers",
                "Allow",
                "Set-Cookie",
                "Location",
                "WWW-Authenticate"
            })
    void aHeaderThatNobodyExpectsIsFound(String name) {
        assertThat(differences(ERROR, with(error(), name, "x")))
                .containsExactly("header " + name + ": not expected, was x");
    }

    @Test
    void headersOfTransportDoNotMatter() {
        assertThat(differences(ERROR, with(error(), "Content-Length", "2"))).isEmpty();
        assertThat(differences(ERROR, with(error(), "Referrer-Policy", "no-referrer")))
                .isEmpty();
    }

    @Test
    void anExpectedHeaderMustHaveItsValue() {
        ExpectedReply expected = new ExpectedReply(204, Map.of("Vary", "Origin"), null, null, null);
        Reply bare = new Reply(204, List.of(id()), "");

        assertThat(differences(expected, with(bare, "vary", "Origin"))).isEmpty();
        assertThat(differences(expected, bare)).containsExactly("header Vary: missing, expected Origin");
        assertThat(differences(expected, with(bare, "Vary", "origin")))
                .containsExactly("header Vary: expected Origin, was origin");
        assertThat(differences(expected, with(with(bare, "Vary", "Origin"), "Vary", "Accept")))
                .containsExactly("header Vary: expected Origin, was Origin, Accept");
    }

    @Test
    void anAbsentHeaderMustNotBeThere() {
        ExpectedReply foreign = new ExpectedReply(
                404, null, List.of("X-AppServices-Request-Id", "X-Other"), null, TextNode.valueOf("<any>"));

        assertThat(differences(foreign, new Reply(404, List.of(), "whatever"))).isEmpty();
        assertThat(differences(foreign, new Reply(404, List.of(header("x-other", "1")), "")))
                .containsExactly("header X-Other: expected none, was 1");
        assertThat(differences(foreign, new Reply(404, List.of(id()), "")))
                .containsExactly("header X-AppServices-Request-Id: expected none, was " + ID);
    }

    @Test
    void allowListsTheMethodsInAnyOrder() {
        ExpectedReply expected = new ExpectedReply(405, null, null, List.of("GET", "POST"), null);
        Reply bare = new Reply(405, List.of(id()), "");

        assertThat(differences(expected, with(bare, "Allow", "POST, GET"))).isEmpty();
        assertThat(differences(expected, with(bare, "Allow", "GET,POST,OPTIONS")))
                .isEmpty();
        assertThat(differences(expected, with(bare, "Allow", "GET"))).hasSize(1);
        assertThat(differences(expected, with(bare, "Allow", "GET, POST, PUT"))).hasSize(1);
        assertThat(differences(expected, bare)).hasSize(1);
    }

    @Test
    void aHeadReplyMayHaveATypeButNoBody() {
        ExpectedReply expected = new ExpectedReply(404, null, null, null, null);

        assertThat(expected.differences(
                        new FakeTarget(),
                        "HEAD",
                        with(new Reply(404, List.of(id()), ""), "Content-Type", "application/json")))
                .isEmpty();
        assertThat(expected.differences(new FakeTarget(), "HEAD", new Reply(404, List.of(id()), "{}")))
                .containsExactly("body: expected none, was {}");
    }

    private static List<String> differences(ExpectedReply expected, Reply reply) {
        return expected.differences(new FakeTarget(), "GET", reply);
    }

    private static Reply error() {
        return new Reply(404, List.of(id(), header("Content-Type", "application/json")), ERROR_BODY);
    }

    private static Reply with(Reply reply, String name, String value) {
        List<Reply.Header> headers = new ArrayList<>(reply.headers());
        headers.add(header(name, value));
        return new Reply(reply.status(), headers, reply.body());
    }

    private static Reply.Header id() {
        return header("X-AppServices-Request-Id", ID);
    }

    private static Reply.Header header(String name, String value) {
        return new Reply.Header(name, value);
    }
}
