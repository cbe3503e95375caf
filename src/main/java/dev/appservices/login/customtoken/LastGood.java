package dev.appservices.login.customtoken;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

/**
 * What was fetched last from each place, and for how long nothing is fetched again: tokens with made-up key ids must not
 * make the server ask an issuer all the time, and an issuer that is down must not lock its users out.
 *
 * @param <T> what is fetched
 */
public final class LastGood<T> {
    static final Duration AFTER_SUCCESS = Duration.ofMinutes(1);
    static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final Logger logger = Logger.getLogger(LastGood.class);

    private final Clock clock;
    private final Map<String, Place<T>> places = new ConcurrentHashMap<>();

    public LastGood(Clock clock) {
        this.clock = clock;
    }

    /** Fetches it now. */
    @FunctionalInterface
    public interface Fetch<T> {
        T fetch() throws IOException;
    }

    private static final class Place<T> {
        private Optional<T> good = Optional.empty();
        private Instant quietUntil = Instant.MIN;
    }

    /** @throws IOException if there is nothing good, and it could not be fetched or was tried a moment ago */
    public T get(String key, Fetch<T> fetch) throws IOException {
        Place<T> place = places.computeIfAbsent(key, unknown -> new Place<>());
        synchronized (place) {
            if (!clock.instant().isBefore(place.quietUntil)) {
                renew(place, fetch);
            }
            return place.good.orElseThrow(() -> new IOException("The last try to fetch the key set has failed"));
        }
    }

    private void renew(Place<T> place, Fetch<T> fetch) throws IOException {
        try {
            place.good = Optional.of(fetch.fetch());
            place.quietUntil = clock.instant().plus(AFTER_SUCCESS);
        } catch (IOException e) {
            place.quietUntil = clock.instant().plus(place.good.isPresent() ? AFTER_SUCCESS : AFTER_FAILURE);
            if (place.good.isEmpty()) {
                throw e;
            }
            logger.warnf(e, "A key set could not be fetched again; the last good one counts on");
        }
    }
}
