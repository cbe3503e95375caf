package dev.appservices.contract;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Brings a server into the state of a vector, sends the request, and compares the whole reply. */
final class VectorRunner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ContractTarget target;
    private final Function<RequestSpec, Reply> sender;
    private final Clock clock;

    VectorRunner(ContractTarget target, Function<RequestSpec, Reply> sender, Clock clock) {
        this.target = target;
        this.sender = sender;
        this.clock = clock;
    }

    static VectorRunner overHttp(ContractTarget target) {
        RawHttpClient client = new RawHttpClient(URI.create(target.baseUrl()));
        return new VectorRunner(target, request -> request.send(client), Clock.systemUTC());
    }

    /** Ends normally if the reply is the expected one, else with an error that names every difference. */
    void run(Vector vector) {
        Variables variables = prepare(vector);
        Reply reply = sender.apply(vector.request().fill(variables));
        List<String> differences = vector.expect()
                .fill(variables)
                .differences(target, vector.request().method(), reply);
        if (!differences.isEmpty()) {
            throw new AssertionError(String.join("\n", differences) + "\n\nThe reply was:\n  " + reply.describe());
        }
    }

    /** Takes the steps of the vector; what they captured is among the variables then. */
    Variables prepare(Vector vector) {
        Variables variables = variables();
        for (Step step : vector.given()) {
            take(step, variables);
        }
        return variables;
    }

    private Variables variables() {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return Variables.complete()
                .put("appId", target.appId())
                .put("realm", target.realm())
                .put("mailAppId", target.mailApp().appId())
                .put("mailRealm", target.mailApp().realm())
                .put("functionAppId", target.functionApp().appId())
                .put("unique", unique)
                .put("email", unique + "@example.com")
                .put("password", "pass-" + unique)
                .put("foreignJwt", JwtText.foreign(clock.instant().getEpochSecond()));
    }

    private void take(Step step, Variables variables) {
        if (step instanceof Step.Call call) {
            call(call, variables);
        } else if (step instanceof Step.Admin admin) {
            act(admin, variables);
        } else if (step instanceof Step.Forge forge) {
            variables.put(forge.as(), JwtText.forge(forge.forge(), variables.fill(forge.of())));
        }
    }

    private void call(Step.Call call, Variables variables) {
        Reply reply = sender.apply(call.request().fill(variables));
        if (reply.status() != call.status()) {
            throw new AssertionError("given " + call.request().method() + " "
                    + call.request().path() + ": expected " + call.status() + ", was\n  " + reply.describe());
        }
        call.capture().forEach((name, pointer) -> variables.put(name, captured(reply, pointer)));
    }

    private static JsonNode captured(Reply reply, String pointer) {
        try {
            JsonNode value = JSON.readTree(reply.body()).at(pointer);
            if (!value.isMissingNode()) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("given: not JSON\n  " + reply.describe(), e);
        }
        throw new AssertionError("given: nothing to capture at " + pointer + "\n  " + reply.describe());
    }

    private void act(Step.Admin step, Variables variables) {
        String of = variables.fill(step.of());
        switch (step.admin()) {
            case "disableUser" -> target.disableUser(of);
            case "deleteUser" -> target.deleteUser(of);
            case "lockUser" -> target.lockUser(of);
            case "endSessions" -> target.endSessions(of);
            case "mailedPair" -> {
                ContractTarget.MailedPair pair = target.mailedPair(of);
                variables.put(step.as() + "Token", pair.token());
                variables.put(step.as() + "TokenId", pair.tokenId());
            }
            case "expiredAccessToken" ->
                variables.put(step.as() == null ? "expired" : step.as(), target.expiredAccessToken(of));
            default -> throw new IllegalArgumentException("Unknown admin action " + step.admin());
        }
    }
}
