package dev.appservices.bench;

import java.io.IOException;
import java.io.Writer;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.appservices.testing.PostgresServer;

/** Puts the same users into Keycloak's own tables, as Keycloak would have written them. */
final class SqlLoad {
    private static final long CHUNK = 10_000;
    private static final String NULL = "\\N";
    private static final String CREATED = String.valueOf(Person.CREATED.toEpochMilli());
    private static final String CREDENTIAL_DATA = "{\"hashIterations\":" + Person.ITERATIONS
            + ",\"algorithm\":\"argon2\",\"additionalParameters\":{"
            + Person.ARGON2.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\":[\"" + entry.getValue() + "\"]")
                    .collect(Collectors.joining(","))
            + "}}";

    private final PostgresServer postgres;
    private final String database;
    private final String realm;
    private final String defaultRole;
    private final String role;
    private final String group;

    /**
     * @param database of Keycloak
     * @param realm id of the users' realm
     * @param defaultRole id of the role that each user of the realm has
     */
    SqlLoad(PostgresServer postgres, String database, String realm, String defaultRole, String role, String group) {
        this.postgres = postgres;
        this.database = database;
        this.realm = realm;
        this.defaultRole = defaultRole;
        this.role = role;
        this.group = group;
    }

    /** Users from one number up to another. */
    void load(long from, long to) {
        postgres.run(database, script -> {
            for (long start = from; start < to; start += CHUNK) {
                new Rows().add(start, Math.min(to, start + CHUNK)).writeTo(script);
            }
        });
        postgres.sql(database, "VACUUM ANALYZE");
    }

    /** Of one chunk, by table: what a row refers to comes in a table before. */
    private final class Rows {
        private final StringBuilder users = new StringBuilder();
        private final StringBuilder attributes = new StringBuilder();
        private final StringBuilder roles = new StringBuilder();
        private final StringBuilder groups = new StringBuilder();
        private final StringBuilder credentials = new StringBuilder();

        Rows add(long from, long to) {
            for (long number = from; number < to; number++) {
                add(Person.of(number));
            }
            return this;
        }

        private void add(Person person) {
            String id = person.uuid().toString();
            addUser(id, person);
            row(roles, id, defaultRole);
            if (person.inRole()) {
                row(roles, id, role);
            }
            if (person.inGroup()) {
                row(groups, id, group, "UNMANAGED");
            }
            person.departmentName().ifPresent(name -> row(attributes, derived(id, "a"), id, Person.ATTRIBUTE, name));
            person.named()
                    .ifPresent(named -> row(
                            credentials,
                            derived(id, "c"),
                            id,
                            "password",
                            CREATED,
                            "{\"value\":\"" + named.hash() + "\",\"salt\":\"" + named.salt()
                                    + "\",\"additionalParameters\":{}}",
                            CREDENTIAL_DATA,
                            "10",
                            "0"));
        }

        /** Keycloak fills the column for unique addresses of a user without one with a random text. */
        private void addUser(String id, Person person) {
            row(
                    users,
                    id,
                    person.hex(),
                    person.named().map(Person.Named::email).orElse(NULL),
                    person.named().map(Person.Named::email).orElseGet(() -> derived(id, "e")),
                    person.named().map(Person.Named::first).orElse(NULL),
                    person.named().map(Person.Named::last).orElse(NULL),
                    "t",
                    person.named().isPresent() ? "t" : "f",
                    realm,
                    CREATED,
                    "0");
        }

        void writeTo(Writer script) throws IOException {
            copy(
                    script,
                    "user_entity (id, username, email, email_constraint, first_name, last_name, enabled,"
                            + " email_verified, realm_id, created_timestamp, not_before)",
                    users);
            copy(script, "user_attribute (id, user_id, name, value)", attributes);
            copy(script, "user_role_mapping (user_id, role_id)", roles);
            copy(script, "user_group_membership (user_id, group_id, membership_type)", groups);
            copy(
                    script,
                    "credential (id, user_id, type, created_date, secret_data, credential_data, priority, version)",
                    credentials);
        }
    }

    private static void copy(Writer script, String table, StringBuilder rows) throws IOException {
        script.write("COPY " + table + " FROM STDIN;\n");
        script.append(rows);
        script.write("\\.\n");
    }

    private static void row(StringBuilder rows, String... columns) {
        rows.append(String.join("\t", columns)).append('\n');
    }

    private static String derived(String id, String what) {
        UUID uuid = UUID.fromString(id);
        return new UUID(uuid.getMostSignificantBits() ^ what.hashCode(), uuid.getLeastSignificantBits()).toString();
    }

    /** Megabytes of rows and of indexes. */
    String size() {
        String[] sizes = postgres.sql(
                        database,
                        "SELECT sum(pg_table_size(relid))::bigint / 1000000, sum(pg_indexes_size(relid))::bigint / 1000000"
                                + " FROM pg_statio_user_tables WHERE relname IN ('user_entity', 'user_attribute',"
                                + " 'user_role_mapping', 'user_group_membership', 'credential')")
                .split("\\|", -1);
        return sizes[0] + " MB and " + sizes[1] + " MB of indexes";
    }
}
