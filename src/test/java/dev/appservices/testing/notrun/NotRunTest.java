package dev.appservices.testing.notrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class NotRunTest {
    @Test
    void summaryWhenNothingSkippedThenEveryTest() {
        assertThat(NotRun.summary(List.of())).isEqualTo("Every test was run.");
    }

    @Test
    void summaryWhenSkippedThenGroupedByReason() {
        List<NotRun> all = List.of(
                new NotRun("No engine", "ImageIT", 5),
                new NotRun("Assumption failed: Not run: No\n server", "BTest", 1),
                new NotRun("No server", "ATest", 0),
                new NotRun("No server", "ATest", 2));

        assertThat(NotRun.summary(all))
                .isEqualTo(
                        "Not run: 9 tests\n  No engine: 5 tests\n    ImageIT\n  No server: 4 tests\n    ATest, BTest");
    }

    @Test
    void lineWhenReadBackThenTheSame() {
        NotRun one = new NotRun("needs a real\tMongoDB", "ATest", 3);

        assertThat(NotRun.of(one.line())).isEqualTo(one);
    }

    @Test
    void textWhenFilesOfTwoJvmsThenBothOnce(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("unit.txt"), "1\tATest\tNo server\n");
        Files.writeString(directory.resolve("integration.txt"), "2\tBIT\tNo server\n");

        assertThat(ClosingLine.text(directory)).isEqualTo("Not run: 3 tests\n  No server: 3 tests\n    ATest, BIT");
        assertThat(ClosingLine.text(directory)).isEqualTo("No test was run.");
    }
}
