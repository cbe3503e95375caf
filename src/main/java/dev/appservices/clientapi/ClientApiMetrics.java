package dev.appservices.clientapi;

import java.time.Duration;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import dev.appservices.app.App;
import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/**
 * Counts in Keycloak's metrics; does next to nothing while those are off. No label holds what a client may choose
 * freely: each new value is a series that lives until the server stops.
 */
final class ClientApiMetrics {
    static final String LOGIN_DURATION = "keycloak.app.services.login.duration";

    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;

    ClientApiMetrics() {
        this(Metrics.globalRegistry);
    }

    ClientApiMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param provider as the client or the session named it; only the known ones become a label
     * @param error empty after a success
     */
    void count(
            Operation operation,
            Optional<App> app,
            Optional<String> provider,
            Optional<AppServicesException> error,
            Duration took) {
        Tags tags = Tags.of(
                "realm",
                app.map(App::realm).orElse(UNKNOWN),
                "provider",
                provider.map(ClientApiMetrics::label).orElse(UNKNOWN),
                "outcome",
                error.map(ClientApiMetrics::outcome).orElse("success"));
        Counter.builder(operation.meter())
                .description(operation.description())
                .tags(tags.and("error", error.map(ClientApiMetrics::reason).orElse("")))
                .register(registry)
                .increment();
        if (operation == Operation.LOGIN) {
            Timer.builder(LOGIN_DURATION)
                    .description("Time that a login took, without the wait in the line of its address")
                    .tags(tags)
                    .register(registry)
                    .record(took);
        }
    }

    private static String label(String provider) {
        return ProviderType.ofWireName(provider).map(ProviderType::wireName).orElse("other");
    }

    private static String outcome(AppServicesException error) {
        return error.status() >= 500 ? "failed" : "refused";
    }

    private static String reason(AppServicesException error) {
        return error.code().map(ErrorCode::wireName).orElse(UNKNOWN);
    }
}
