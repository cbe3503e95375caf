package dev.appservices.testing.notrun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes the tests that this JVM did not run to the file of the system property {@code not.run}, if it is set. */
public final class NotRunListener implements TestExecutionListener {
    private final List<NotRun> all = new CopyOnWriteArrayList<>();
    private @Nullable TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            add(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        String file = System.getProperty("not.run");
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(
                    Objects.requireNonNull(Path.of(file).toAbsolutePath().getParent()));
            Files.write(Path.of(file), all.stream().map(NotRun::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(TestIdentifier test, String reason) {
        long tests = test.isTest() || plan == null
                ? 1
                : plan.getDescendants(test).stream()
                        .filter(TestIdentifier::isTest)
                        .count();
        all.add(new NotRun(
                reason, test.getSource().map(NotRunListener::className).orElse(test.getDisplayName()), tests));
    }

    private static String className(TestSource source) {
        String name = source instanceof ClassSource type
                ? type.getClassName()
                : source instanceof MethodSource method ? method.getClassName() : source.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
