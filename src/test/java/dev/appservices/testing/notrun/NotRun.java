package dev.appservices.testing.notrun;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tests of one class that were skipped, or gave up by an assumption.
 *
 * @param reason one line
 * @param tests how many, at least 1
 */
record NotRun(String reason, String className, long tests) {
    private static final String PREFIX = "^(Assumption failed: |Not run: )+";

    NotRun {
        reason = reason.replaceAll("\\s+", " ").strip().replaceFirst(PREFIX, "");
        reason = reason.isEmpty() ? "no reason given" : reason;
        tests = Math.max(1, tests);
    }

    String line() {
        return tests + "\t" + className + "\t" + reason;
    }

    static NotRun of(String line) {
        String[] parts = line.split("\t", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not a line of this listener: " + line);
        }
        return new NotRun(parts[2], parts[1], Long.parseLong(parts[0]));
    }

    /** The closing words of a build: by reason, each with the names of its classes. */
    static String summary(List<NotRun> all) {
        if (all.isEmpty()) {
            return "Every test was run.";
        }
        StringBuilder text = new StringBuilder("Not run: " + tests(all));
        Map<String, List<NotRun>> byReason = new TreeMap<>();
        all.forEach(one -> byReason.merge(one.reason, List.of(one), NotRun::joined));
        byReason.forEach((reason, some) -> {
            text.append("\n  ").append(reason).append(": ").append(tests(some)).append("\n    ");
            TreeSet<String> classes = new TreeSet<>();
            some.forEach(one -> classes.add(one.className));
            text.append(String.join(", ", classes));
        });
        return text.toString();
    }

    private static List<NotRun> joined(List<NotRun> some, List<NotRun> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static String tests(List<NotRun> some) {
        long count = some.stream().mapToLong(NotRun::tests).sum();
        return count + (count == 1 ? " test" : " tests");
    }
}
