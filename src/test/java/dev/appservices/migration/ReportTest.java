package dev.appservices.migration;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Item;
import dev.appservices.migration.Report.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {
    private static Report report(Item... items) {
        return new Report("orchard", Optional.of("orchard-abcde"), List.of(items));
    }

    @Test
    void itemsWhenAnyOrderThenSortedByPathAndPointer() {
        Item first = new Item("a.json", "/x", Kind.FILE, Action.WARNING, "w");
        Item second = new Item("a.json", "/y", Kind.FILE, Action.IMPORTED, "w");
        Item third = new Item("b.json", "", Kind.FILE, Action.IMPORTED, "w");
        assertThat(report(third, second, first).items()).containsExactly(first, second, third);
    }

    @Test
    void toTextWhenMessageHasLineBreakThenOneLine() {
        Report report = report(new Item("a\u2028.json", "/x\ny", Kind.FILE, Action.WARNING, "one\r\ntwo \u202Eeno"));
        assertThat(report.toText())
                .isEqualTo("App orchard (App ID orchard-abcde): warnings 1\n\nWarnings (1)\n"
                        + "  a?.json /x?y  one??two ?eno");
    }

    @Test
    void toTextWhenOnePlaceIsLongThenOthersStayAligned() {
        String longPath = "p".repeat(100);
        Report report = report(
                new Item("a", "", Kind.VALUE, Action.WAITING, "m"),
                new Item("bcd", "", Kind.VALUE, Action.WAITING, "m"),
                new Item(longPath, "", Kind.VALUE, Action.WAITING, "m"));
        assertThat(report.toText())
                .isEqualTo("App orchard (App ID orchard-abcde): waiting 3; found: values 3\n\n"
                        + "Known, but not served by this version yet (3)\n  a    m\n  bcd  m\n  " + longPath + "  m");
    }

    @Test
    void toJsonWhenNoItemsThenEmptyList() {
        assertThat(new Report("orchard", Optional.empty(), List.of()).toJson())
                .isEqualTo("{\n  \"app\": \"orchard\",\n  \"summary\": { },\n  \"items\": [ ]\n}");
    }

    @Test
    void itemWhenPointerIsVeryLongThenCut() {
        Item item = new Item("a", "/" + "x".repeat(2_000), Kind.FILE, Action.UNKNOWN_KEY, "m");
        assertThat(item.pointer()).hasSize(1_003).endsWith("x...");
    }
}
