package dev.appservices.testing.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answers of two realms to all steps of a script, side by side. */
public final class Comparison {
    private static final int LONGEST = 1500;

    private final Map<Step, Answers> answers = new LinkedHashMap<>();

    private record Answers(Answer plain, Answer ours) {}

    /** Runs each step on one realm and then on the other, so that both are in the same state at each. */
    public static Comparison of(List<Step> steps, TwinRealm plain, TwinRealm ours) {
        Comparison comparison = new Comparison();
        steps.forEach(step -> comparison.answers.put(step, new Answers(plain.run(step), ours.run(step))));
        return comparison;
    }

    /** Steps that the plain realm was not sent: their script is wrong. */
    public List<String> notSent() {
        return answers.entrySet().stream()
                .filter(entry -> entry.getValue().plain().equals(Answer.NOT_SENT))
                .map(entry -> entry.getKey().id())
                .toList();
    }

    /** Each step of the area that differs otherwise than permitted, with the fields and both answers. */
    public List<String> problems(String area, List<Permitted> permitted) {
        List<String> problems = new ArrayList<>();
        answers.forEach((step, both) -> {
            List<Difference> found = differences(step, both).stream()
                    .filter(difference -> permitted.stream().noneMatch(entry -> entry.covers(difference)))
                    .toList();
            if (step.area().equals(area) && !found.isEmpty()) {
                problems.add(describe(step, both, found));
            }
        });
        return problems;
    }

    /** What is permitted and did not happen. */
    public List<String> unused(List<Permitted> permitted) {
        List<Difference> all = answers.entrySet().stream()
                .flatMap(entry -> differences(entry.getKey(), entry.getValue()).stream())
                .toList();
        return permitted.stream()
                .filter(entry -> all.stream().noneMatch(entry::covers))
                .map(Permitted::reason)
                .toList();
    }

    private static List<Difference> differences(Step step, Answers both) {
        return Difference.between(step, both.plain(), both.ours());
    }

    private static String describe(Step step, Answers both, List<Difference> found) {
        return "\n" + step.id() + ": " + step.request() + "\n  "
                + shortened(found.stream().map(Difference::toString).collect(Collectors.joining("\n  ")))
                + "\n  plain: " + shortened(both.plain().toString())
                + "\n  ours:  " + shortened(both.ours().toString());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
