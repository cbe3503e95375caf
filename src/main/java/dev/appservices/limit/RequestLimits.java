package dev.appservices.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.appservices.error.AppServicesException;

/**
 * Refuses what somebody asks for too often, over all nodes. An hour begins at another minute for everybody, so that not all
 * of them come back at once; around its end somebody can have up to twice as many.
 */
public final class RequestLimits {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final RequestCounts counts;
    private final Clock clock;

    /** Whom this node need not ask the database about. */
    private final Map<String, Boolean> full = recent();

    /** Whom it need ask about: who has failed here. */
    private final Map<String, Boolean> failed = recent();

    public RequestLimits(RequestCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @param subject whose, such as an address; it is not kept as it is
     * @param most in an hour; 0: without limit
     * @throws AppServicesException with HTTP 429 when there have been that many before
     */
    public void take(Limited what, String subject, int most) {
        if (most == 0) {
            return;
        }
        Hour hour = hour(what, subject);
        requireRoom(hour);
        if (counts.add(hour.key, hour.end) > most) {
            full.put(hour.key, true);
            throw refusal(hour);
        }
    }

    /**
     * Looks whether somebody has failed too often; asks the database only about those who have failed on this node.
     *
     * @throws AppServicesException with HTTP 429
     */
    public void requireFewFailures(Limited what, String subject, int most) {
        if (most == 0) {
            return;
        }
        Hour hour = hour(what, subject);
        requireRoom(hour);
        if (failed.containsKey(hour.key) && counts.get(hour.key) >= most) {
            full.put(hour.key, true);
            throw refusal(hour);
        }
    }

    /** Counts a failure. */
    public void failed(Limited what, String subject, int most) {
        if (most == 0) {
            return;
        }
        Hour hour = hour(what, subject);
        failed.put(hour.key, true);
        counts.add(hour.key, hour.end);
    }

    private void requireRoom(Hour hour) {
        if (full.containsKey(hour.key)) {
            throw refusal(hour);
        }
    }

    private AppServicesException refusal(Hour hour) {
        return AppServicesException.tooMany(
                "too many " + hour.what.plural() + ", try again later",
                Duration.between(clock.instant(), hour.end).plusSeconds(1));
    }

    /** The hour of a subject that is now. */
    private record Hour(Limited what, String key, Instant end) {}

    private Hour hour(Limited what, String subject) {
        byte[] hash = hash(what + ":" + subject);
        long offset = Math.floorMod(hash[0] << 8 | (hash[1] & 0xff), WINDOW.toSeconds());
        long number = (clock.instant().getEpochSecond() + offset) / WINDOW.toSeconds();
        Instant end = Instant.ofEpochSecond((number + 1) * WINDOW.toSeconds() - offset);
        return new Hour(what, HexFormat.of().formatHex(hash, 0, 16) + "-" + number, end);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Boolean> recent() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        });
    }
}
