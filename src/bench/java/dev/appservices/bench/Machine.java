package dev.appservices.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine, and programs on it. */
final class Machine {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");

    private Machine() {}

    static String text() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%s, %d processors, Java %s, load average %.2f",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                runtime.availableProcessors(),
                Runtime.version(),
                load());
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** What Keycloak's heap holds after a full collection, in megabytes. */
    static long heapInUse() {
        String keycloak = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .map(process -> String.valueOf(process.pid()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Keycloak does not run"));
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(List.of(jcmd, keycloak, "GC.run"));
        Matcher used = USED.matcher(run(List.of(jcmd, keycloak, "GC.heap_info")).orElse(""));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not tell how much of the heap is used");
        }
        return Long.parseLong(used.group(1)) / 1024;
    }

    /** What the program prints; empty where it is not there or fails. */
    static Optional<String> run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
