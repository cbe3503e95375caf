package dev.appservices.bench;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

import dev.appservices.user.Identity;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/**
 * A user of the bench, the same in both realms and in each run. Ids are random, shares are exact: of a hundred in a row ten
 * are anonymous, ten have a first name in {@link #BROAD}, ten the role, five the group, twenty the attribute; of the first
 * {@link #WITH_RARE_NAME} each hundredth has a last name in {@link #NARROW}, and nobody else.
 *
 * @param uuid the id that Keycloak's own user gets
 */
record Person(
        long number, String hex, UUID uuid, Optional<Named> named, boolean inRole, boolean inGroup, int department) {
    static final String BROAD = "mar";
    static final String NARROW = "zylb";
    static final long WITH_RARE_NAME = 10_000;
    static final String ATTRIBUTE = "department";
    static final int DEPARTMENTS = 20;
    static final Instant CREATED = Instant.parse("2024-02-29T12:00:00Z");
    static final int ITERATIONS = 5;

    /** As Keycloak's own default has them. */
    static final Map<String, String> ARGON2 =
            Map.of("hashLength", "32", "memory", "7168", "type", "id", "version", "1.3", "parallelism", "1");

    private static final int NO_DEPARTMENT = -1;
    private static final long SEED = 0x5DEECE66DL;
    private static final String[] MAR = {
        "Maria", "Marco", "Martin", "Marie", "Mark", "Marta", "Marlene", "Marcel", "Marina", "Marius"
    };
    private static final String[] FIRST = {
        "Al", "Be", "Ca", "Da", "El", "Fe", "Ga", "He", "Il", "Jo", "Ka", "Lu", "Ni", "Ol", "Pe", "Ro", "Sa", "Ti",
        "Vi", "Wi"
    };
    private static final String[] FIRST_END = {
        "bert", "dina", "fons", "lena", "lia", "nata", "nora", "ric", "rina", "sandro", "tine", "ton", "vin", "wen",
        "xia", "zo"
    };
    private static final String[] LAST = {
        "Acker", "Berg", "Castel", "Dorn", "Eichen", "Feld", "Gold", "Hohen", "Iser", "Kirch", "Linden", "Nord",
        "Oster", "Pfeil", "Rosen", "Stein", "Tannen", "Ulmen", "Vogel", "Wald"
    };
    private static final String[] LAST_END = {
        "bach", "baum", "beck", "brink", "dahl", "dorf", "feld", "hoff", "holm", "horst", "hut", "kamp", "lund", "son",
        "stedt", "thal", "wald", "well"
    };

    /** What only those have who are not anonymous. */
    record Named(String first, String last, String email, String identity, String hash, String salt) {}

    static Person of(long number) {
        // Neighboring seeds would do, but for those that are one step of the generator apart: the same texts, shifted.
        SplittableRandom random = new SplittableRandom(new SplittableRandom(SEED + number).nextLong());
        String hex = hex(random);
        UUID uuid = new UUID(random.nextLong(), random.nextLong());
        Optional<Named> named = number % 10 == 3 ? Optional.empty() : Optional.of(named(number, random));
        int department = number % 5 == 4 ? random.nextInt(DEPARTMENTS) : NO_DEPARTMENT;
        return new Person(number, hex, uuid, named, number % 10 == 1, number % 20 == 2, department);
    }

    private static Named named(long number, SplittableRandom random) {
        String first = number % 10 == 0 ? pick(MAR, random) : pick(FIRST, random) + pick(FIRST_END, random);
        boolean rare = number < WITH_RARE_NAME && number % 100 == 7;
        String last = rare ? "Zylberstein" : pick(LAST, random) + pick(LAST_END, random);
        String email = (first + "." + last + "." + number + "@example" + random.nextInt(500) + ".org")
                .toLowerCase(Locale.ROOT);
        return new Named(first, last, email, hex(random), base64(32, random), base64(16, random));
    }

    /** Of the department number. */
    static String departmentName(int department) {
        return "department-" + department;
    }

    Optional<String> departmentName() {
        return department == NO_DEPARTMENT ? Optional.empty() : Optional.of(departmentName(department));
    }

    User toUser(String role, String group) {
        return new User(
                new UserId(hex),
                User.TYPE_NORMAL,
                true,
                List.of(identity()),
                Optional.empty(),
                named.map(Named::email),
                named.map(Named::email),
                named.isPresent(),
                named.map(Named::first),
                named.map(Named::last),
                departmentName().map(name -> Map.of(ATTRIBUTE, List.of(name))).orElse(Map.of()),
                inRole ? Set.of(role) : Set.of(),
                inGroup ? Set.of(group) : Set.of(),
                Set.of(),
                named.map(name -> new Password("argon2", ITERATIONS, ARGON2, name.hash(), name.salt(), CREATED)),
                Map.of(),
                List.of(),
                0,
                Map.of(),
                List.of(),
                CREATED,
                Optional.of(CREATED.plusSeconds(number)));
    }

    private Identity identity() {
        return named.map(name -> new Identity("local-userpass", name.identity(), Map.of("email", name.email())))
                .orElseGet(() -> new Identity("anon-user", "anon-" + hex, Map.of()));
    }

    private static String hex(SplittableRandom random) {
        return String.format("%016x%08x", random.nextLong(), random.nextInt());
    }

    private static String base64(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String pick(String[] from, SplittableRandom random) {
        return from[random.nextInt(from.length)];
    }
}
