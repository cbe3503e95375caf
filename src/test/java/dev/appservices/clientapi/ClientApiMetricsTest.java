package dev.appservices.clientapi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.appservices.app.App;
import dev.appservices.app.AppId;
import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

final class ClientApiMetricsTest {
    private static final Optional<App> APP =
            Optional.of(new App(new AppId("app-1"), "shop", ObjectIds.ZERO, List.of(), "GLOBAL", "US-VA"));
    private static final Duration TOOK = Duration.ofMillis(80);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClientApiMetrics metrics = new ClientApiMetrics(registry);

    @Test
    void countWhenLoginsThenByRealmProviderOutcomeAndError() {
        metrics.count(Operation.LOGIN, APP, Optional.of("anon-user"), Optional.empty(), TOOK);
        metrics.count(Operation.LOGIN, APP, Optional.of("anon-user"), Optional.empty(), TOOK);
        metrics.count(Operation.LOGIN, APP, Optional.of("local-userpass"), wrongPassword(), TOOK);

        assertThat(registry.get("keycloak.app.services.logins")
                        .tags("realm", "shop", "provider", "anon-user", "outcome", "success", "error", "")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("keycloak.app.services.logins")
                        .tags("realm", "shop", "provider", "local-userpass", "outcome", "refused")
                        .tag("error", "InvalidPassword")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(ClientApiMetrics.LOGIN_DURATION)
                        .tag("outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void countWhenClientNamesAnythingThenNoNewSeries() {
        metrics.count(Operation.LOGIN, Optional.empty(), Optional.of("x1"), wrongPassword(), TOOK);
        int before = registry.getMeters().size();

        for (int i = 0; i < 100; i++) {
            metrics.count(Operation.LOGIN, Optional.empty(), Optional.of("x" + i), wrongPassword(), TOOK);
        }

        assertThat(registry.getMeters()).hasSize(before);
        assertThat(registry.getMeters().stream().map(Meter::getId).map(id -> id.getTag("provider")))
                .containsOnly("other");
    }

    @Test
    void countWhenServerIsAtFaultThenFailed() {
        AppServicesException outage = AppServicesException.unavailable("down", new IllegalStateException());

        metrics.count(Operation.REFRESH, APP, Optional.empty(), Optional.of(outage), TOOK);

        assertThat(registry.get("keycloak.app.services.refreshes")
                        .tags("outcome", "failed", "provider", "unknown", "error", "InternalServerError")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static Optional<AppServicesException> wrongPassword() {
        return Optional.of(new AppServicesException(ErrorCode.INVALID_PASSWORD, "wrong"));
    }
}
