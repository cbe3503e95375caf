package dev.appservices.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long requests of one kind took. */
final class Latencies {
    private final long[] nanos;
    private final int failed;

    /**
     * @param nanos of those with the right answer
     * @param failed how many had another answer or none
     */
    Latencies(long[] nanos, int failed) {
        this.nanos = nanos.clone();
        this.failed = failed;
        Arrays.sort(this.nanos);
    }

    /** In milliseconds, of the nearest rank; not a number where no request succeeded. */
    double percentile(int percent) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100.0 * nanos.length);
        return nanos[Math.max(0, rank - 1)] / 1e6;
    }

    /** As in {@code 3.1 / 8.0}, and where it differs from the wanted number of requests, of how many. */
    String text(int wanted) {
        String text = String.format(Locale.ROOT, "%.1f / %.1f", percentile(50), percentile(99));
        if (nanos.length < wanted) {
            text += " (" + nanos.length + (failed == 0 ? "" : ", " + failed + " failed") + ")";
        }
        return text;
    }
}
