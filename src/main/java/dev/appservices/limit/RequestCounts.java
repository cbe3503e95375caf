package dev.appservices.limit;

import java.time.Instant;

/** Numbers that all nodes share, each for a time. */
public interface RequestCounts {
    /**
     * Counts one more.
     *
     * @param key not longer than an index takes
     * @param end when the number may be forgotten
     * @return how many there are now, this one among them
     */
    long add(String key, Instant end);

    /** How many there are; 0 where nobody has counted. */
    long get(String key);
}
