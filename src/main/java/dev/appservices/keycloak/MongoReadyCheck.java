package dev.appservices.keycloak;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import dev.appservices.keycloak.AppDatabases.Report;

/**
 * {@code /health/ready} on Keycloak's management port, where {@code health-enabled} is on; else this bean is unused and
 * removed at build time.
 *
 * <p>DOWN as {@link Report#ready()} says; a realm whose MongoDB does not answer is named in any case.
 */
@Readiness
@ApplicationScoped
public class MongoReadyCheck implements AsyncHealthCheck {
    private static final Logger logger = Logger.getLogger(MongoReadyCheck.class);
    private static final String NAME = "App Services MongoDB";
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /** A report of a thousand realms helps nobody. */
    private static final int MAX_NAMED = 20;

    private final RecentAnswer<Report> report =
            new RecentAnswer<>(AppDatabases::ask, known -> known.unavailable().isEmpty(), GOOD_FOR, System::nanoTime);

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(report::get)
                .map(MongoReadyCheck::response)
                .onFailure()
                .recoverWithItem(MongoReadyCheck::unknown);
    }

    static HealthCheckResponse response(Report report) {
        HealthCheckResponseBuilder builder =
                HealthCheckResponse.named(NAME).status(report.ready()).withData("servers", report.databases());
        report.unavailable().entrySet().stream()
                .limit(MAX_NAMED)
                .forEach(entry -> builder.withData("realm " + entry.getKey(), entry.getValue()));
        report.withoutRememberMe().stream()
                .limit(MAX_NAMED)
                .forEach(realm -> builder.withData(
                        "remember me of realm " + realm, "off: sessions of SDKs are refused, and lost when used"));
        return builder.build();
    }

    private static HealthCheckResponse unknown(Throwable error) {
        logger.debug("The apps of this server cannot be read", error);
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("realms", "cannot be read")
                .build();
    }
}
