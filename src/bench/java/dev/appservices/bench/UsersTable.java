package dev.appservices.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The figures of the users' bench as Markdown: p50 / p99 in milliseconds, and ratios of both. */
final class UsersTable {
    private UsersTable() {}

    /** @param commands of MongoDB in one request */
    record Row(String request, UsersLoad.Plan plan, UsersLoad.Pair few, UsersLoad.Pair many, String commands) {}

    static void print(PrintStream out, long few, long many, List<Row> rows) {
        out.printf(
                Locale.ROOT,
                "| request, connections | ours %2$s | plain %2$s | ours %1$s | plain %1$s | ours %1$s : %2$s |"
                        + " %1$s ours : plain | MongoDB commands |%n",
                thousands(many),
                thousands(few));
        out.println("|---|---|---|---|---|---|---|---|");
        for (Row row : rows) {
            int wanted = row.plan().requests();
            out.printf(
                    "| %s, %d | %s | %s | %s | %s | %s | %s | %s |%n",
                    row.request(),
                    row.plan().connections(),
                    row.few().ours().text(wanted),
                    row.few().plain().text(wanted),
                    row.many().ours().text(wanted),
                    row.many().plain().text(wanted),
                    ratio(row.many().ours(), row.few().ours()),
                    ratio(row.many().ours(), row.many().plain()),
                    row.commands());
        }
    }

    private static String ratio(Latencies of, Latencies to) {
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f",
                of.percentile(50) / to.percentile(50),
                of.percentile(99) / to.percentile(99));
    }

    private static String thousands(long users) {
        return users % 1_000_000 == 0 ? users / 1_000_000 + " M" : users / 1_000 + " k";
    }
}
