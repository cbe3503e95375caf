package dev.appservices.migration;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Item;
import dev.appservices.migration.Report.Kind;

/** A report as lines of a log. */
final class ReportText {
    /** A place that is longer pushes only its own message to the right. */
    private static final int MAX_COLUMN = 72;

    /** One item of these actions stands for one part of the app; others only comment on a part. */
    private static final Set<Action> PART_ACTIONS =
            EnumSet.of(Action.IMPORTED, Action.IMPORTED_DISABLED, Action.WAITING, Action.SKIPPED);

    private static final Set<Kind> NOT_PARTS = EnumSet.of(Kind.APP, Kind.SETTING, Kind.SECRET, Kind.FILE);

    private ReportText() {}

    static String of(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(report));
        for (Action action : Action.values()) {
            List<Item> items = report.items().stream()
                    .filter(item -> item.action() == action)
                    .toList();
            if (!items.isEmpty()) {
                lines.add("");
                lines.add(action.heading() + " (" + items.size() + ")");
                lines.addAll(rows(items));
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> rows(List<Item> items) {
        int column = items.stream()
                .mapToInt(item -> item.place().length())
                .filter(length -> length <= MAX_COLUMN)
                .max()
                .orElse(0);
        return items.stream()
                .map(item -> "  " + padded(item.place(), column) + "  " + item.message())
                .toList();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String summary(Report report) {
        List<String> actions = new ArrayList<>();
        for (Action action : Action.values()) {
            long count = report.items().stream()
                    .filter(item -> item.action() == action)
                    .count();
            if (count > 0) {
                actions.add(action.counted() + " " + count);
            }
        }
        String id = report.appId().map(appId -> " (App ID " + appId + ")").orElse(" (no App ID)");
        String parts = parts(report);
        return "App " + report.app() + id + ": " + String.join(", ", actions)
                + (parts.isEmpty() ? "" : "; found: " + parts);
    }

    private static String parts(Report report) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Set<String> places = report.items().stream()
                    .filter(item -> item.kind() == kind && !NOT_PARTS.contains(kind))
                    .filter(item -> PART_ACTIONS.contains(item.action()))
                    .map(Item::place)
                    .collect(Collectors.toSet());
            if (!places.isEmpty()) {
                parts.add(kind.plural() + " " + places.size());
            }
        }
        return String.join(", ", parts);
    }
}
