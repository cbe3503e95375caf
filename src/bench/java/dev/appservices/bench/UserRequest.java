package dev.appservices.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One kind of request to a realm's users.
 *
 * @param asks what is asked, in this order, of a realm about a person who has an address; timed together
 */
record UserRequest(String name, BiFunction<UsersRealm, Person, List<Ask>> asks) {
    /** What our estimate of a count may be wrong by. */
    private static final double ESTIMATE = 0.02;

    /** A path below the realm's, and how its right answer looks: a fast refusal is no answer. */
    record Ask(String path, Predicate<JsonNode> right) {}

    /** Of a realm with so many users. */
    static List<UserRequest> of(long users) {
        long deep = Math.min(199_980, users - 20);
        String rare = "search=" + Person.NARROW;
        String broad = "search=" + Person.BROAD;
        List<UserRequest> requests = new ArrayList<>();
        requests.add(list("first page of 20", "/users?first=0&max=20", 20));
        requests.add(list(
                "first page of the console", "/ui-ext/brute-force-user?briefRepresentation=true&first=0&max=11", 11));
        requests.add(list("page 10,000 of 20, or the last", "/users?first=" + deep + "&max=20", 20));
        requests.add(list("prefix, a hundred match", "/users?max=20&" + rare, 20));
        requests.add(list("prefix, a tenth match", "/users?max=20&" + broad, 20));
        requests.add(new UserRequest(
                "exact e-mail",
                (realm, person) -> List.of(rows(
                        "/users?exact=true&email="
                                + encoded(person.named().orElseThrow().email()),
                        1))));
        requests.add(new UserRequest(
                "search by 24-hex id", (realm, person) -> List.of(rows("/users?search=" + person.hex(), 1))));
        requests.add(new UserRequest(
                "by id",
                (realm, person) -> List.of(new Ask(
                        "/users/" + encoded(realm.id(person)),
                        answer -> answer.path("username").asText().equals(person.hex())))));
        requests.add(new UserRequest("count", (realm, person) -> List.of(count("", users))));
        requests.add(new UserRequest(
                "prefix of a hundred + its count",
                (realm, person) ->
                        List.of(rows("/users?max=20&" + rare, 20), count("?" + rare, Person.WITH_RARE_NAME / 100))));
        requests.add(new UserRequest(
                "prefix of a tenth + its count",
                (realm, person) -> List.of(rows("/users?max=20&" + broad, 20), count("?" + broad, users / 10))));
        requests.add(new UserRequest(
                "attribute, a hundredth has it",
                (realm, person) -> List.of(rows("/users?max=20&q=" + attribute(person), 20))));
        requests.add(
                list("members of a role, a tenth has it", "/roles/" + UsersRealm.ROLE + "/users?first=0&max=20", 20));
        return List.copyOf(requests);
    }

    private static UserRequest list(String name, String path, int rows) {
        return new UserRequest(name, (realm, person) -> List.of(rows(path, rows)));
    }

    private static Ask rows(String path, int rows) {
        return new Ask(path, answer -> answer.isArray() && answer.size() == rows);
    }

    private static Ask count(String query, long expected) {
        return new Ask(
                "/users/count" + query,
                answer -> answer.isNumber() && Math.abs(answer.asLong() - expected) <= expected * ESTIMATE);
    }

    private static String attribute(Person person) {
        int department = (int) (person.number() % Person.DEPARTMENTS);
        return Person.ATTRIBUTE + ":" + Person.departmentName(department);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
