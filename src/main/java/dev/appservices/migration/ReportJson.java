package dev.appservices.migration;

import java.util.EnumMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Item;

/** A report as JSON; line ends are the same on every system, so that reports can be compared. */
final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ReportJson() {}

    static String of(Report report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("app", report.app());
        report.appId().ifPresent(id -> json.put("appId", id));
        ObjectNode summary = json.putObject("summary");
        counts(report).forEach((action, count) -> summary.put(action.wireName(), count));
        ArrayNode items = json.putArray("items");
        report.items().forEach(item -> write(item, items.addObject()));
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers could not be written", e);
        }
    }

    private static Map<Action, Integer> counts(Report report) {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        report.items().forEach(item -> counts.merge(item.action(), 1, Integer::sum));
        return counts;
    }

    private static void write(Item item, ObjectNode json) {
        json.put("path", item.path());
        json.put("pointer", item.pointer());
        json.put("kind", item.kind().wireName());
        json.put("action", item.action().wireName());
        json.put("message", item.message());
    }
}
