package dev.appservices.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;

import dev.appservices.testing.AdminApi;
import dev.appservices.testing.Parallel;

/** Asks two realms the same, in turns. */
final class UsersLoad {
    private static final int SLICES = 4;

    private final Http http = new Http();
    private final String adminUrl;
    private final AdminApi admin;
    private final PrintStream out;
    private final Set<String> told = new HashSet<>();

    /** What to ask how often, for how long at most in each realm, over how many connections. */
    record Plan(int connections, int requests, Duration limit) {}

    UsersLoad(String baseUrl, AdminApi admin, PrintStream out) {
        this.adminUrl = baseUrl + "/admin/realms/";
        this.admin = admin;
        this.out = out;
    }

    /** What came of the same requests to two realms. */
    record Pair(Latencies ours, Latencies plain) {}

    /** @param users how many each realm has; who is asked for is chosen among them, the same in each realm */
    Pair measure(UserRequest request, UsersRealm ours, UsersRealm plain, long users, Plan plan) {
        Slices one = new Slices(request, ours, plan);
        Slices other = new Slices(request, plain, plan);
        for (int slice = 0; slice < SLICES; slice++) {
            List<Person> persons = persons(users, plan.requests() / SLICES, slice);
            (slice % 2 == 0 ? one : other).run(persons);
            (slice % 2 == 0 ? other : one).run(persons);
        }
        return new Pair(one.latencies(), other.latencies());
    }

    /** Asks about each person once, without haste. @return whether all answers were right */
    boolean ask(UserRequest request, UsersRealm realm, List<Person> persons) {
        Slices asked = new Slices(request, realm, new Plan(1, persons.size(), Duration.ofMinutes(SLICES)));
        asked.run(persons);
        return asked.failed.get() == 0;
    }

    static List<Person> persons(long users, int number, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.longs(0, users)
                .mapToObj(Person::of)
                .filter(person -> person.named().isPresent())
                .limit(number)
                .toList();
    }

    /** What one realm answered. */
    private final class Slices {
        private final UserRequest request;
        private final UsersRealm realm;
        private final Plan plan;
        private final String token = admin.token();
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failed = new AtomicInteger();

        Slices(UserRequest request, UsersRealm realm, Plan plan) {
            this.request = request;
            this.realm = realm;
            this.plan = plan;
        }

        void run(List<Person> persons) {
            AtomicInteger next = new AtomicInteger();
            long end = System.nanoTime() + plan.limit().toNanos() / SLICES;
            Parallel.run(plan.connections(), () -> {
                for (int i = next.getAndIncrement();
                        i < persons.size() && System.nanoTime() - end < 0;
                        i = next.getAndIncrement()) {
                    time(persons.get(i));
                }
                return true;
            });
        }

        private void time(Person person) {
            List<UserRequest.Ask> asks = request.asks().apply(realm, person);
            try {
                List<String> answers = new ArrayList<>();
                long start = System.nanoTime();
                for (UserRequest.Ask ask : asks) {
                    answers.add(get(ask, realm, token));
                }
                long time = System.nanoTime() - start;
                for (int i = 0; i < answers.size(); i++) {
                    check(asks.get(i), realm, answers.get(i));
                }
                nanos.add(time);
            } catch (IllegalStateException | UncheckedIOException e) {
                failed.incrementAndGet();
                tell(realm.name() + ", " + request.name() + ": " + e.getMessage());
            }
        }

        Latencies latencies() {
            return new Latencies(nanos.stream().mapToLong(Long::longValue).toArray(), failed.get());
        }
    }

    private String get(UserRequest.Ask ask, UsersRealm realm, String token) {
        return http.bearer("GET", adminUrl + realm.name() + ask.path(), token);
    }

    private static void check(UserRequest.Ask ask, UsersRealm realm, String answer) {
        JsonNode json = json(answer);
        if (!ask.right().test(json)) {
            throw new IllegalStateException(
                    "A wrong answer to " + realm.name() + ask.path() + ": " + json.size() + " rows, " + cut(answer));
        }
    }

    /** Once for a kind of request. */
    private synchronized void tell(String failure) {
        if (told.add(failure.substring(0, failure.indexOf(':')))) {
            out.println(failure);
        }
    }

    private static String cut(String text) {
        return text.length() < 200 ? text : text.substring(0, 200) + "…";
    }

    private static JsonNode json(String text) {
        try {
            return Http.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
