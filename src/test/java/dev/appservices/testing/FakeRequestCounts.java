package dev.appservices.testing;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.appservices.limit.RequestCounts;

/** Counts in memory, and how often it was asked. */
public final class FakeRequestCounts implements RequestCounts {
    public int calls;

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public long add(String key, Instant end) {
        calls++;
        return counts.merge(key, 1L, Long::sum);
    }

    @Override
    public long get(String key) {
        calls++;
        return counts.getOrDefault(key, 0L);
    }
}
