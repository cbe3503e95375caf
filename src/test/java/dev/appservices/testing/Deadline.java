package dev.appservices.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment until which something has to have happened. Asking is what takes the time until then. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Asks again and again; the last time, what was asked before the deadline may be answered after it. */
    public boolean until(BooleanSupplier happened) {
        boolean done = happened.getAsBoolean();
        while (!done && System.nanoTime() - end < 0) {
            done = happened.getAsBoolean();
        }
        return done;
    }
}
