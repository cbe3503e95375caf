package dev.appservices.keycloak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.TimerProvider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import org.jboss.logging.Logger;

import dev.appservices.user.InactiveAnonymousUsers;
import dev.appservices.user.User;

/** Removes inactive anonymous users, with their sessions, from the realms whose settings ask for it. */
public final class AnonymousCleanup {
    static final String REMOVED = "keycloak.app.services.anonymous.users.removed";

    /** Of one realm in one run; what is left waits for the next one. */
    static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Logger logger = Logger.getLogger(AnonymousCleanup.class);
    private static final String TASK = "app-services-anonymous-cleanup";
    private static final Duration LOCK = LIMIT.plusMinutes(5);

    /** What a login may take from the start of its session to its end. */
    private static final int LOGIN_SECONDS = 60;

    /** Starting nodes have better things to do. */
    private static final Duration FIRST_AFTER = Duration.ofMinutes(5);

    private final KeycloakSessionFactory factory;
    private final Clock clock;

    private AnonymousCleanup(KeycloakSessionFactory factory, Clock clock) {
        this.factory = factory;
        this.clock = clock;
    }

    /** Called by each node when it has started. */
    public static void schedule(KeycloakSessionFactory factory, Duration interval) {
        AnonymousCleanup cleanup = new AnonymousCleanup(factory, KeycloakClock.INSTANCE);
        long first = Math.min(FIRST_AFTER.toMillis(), interval.toMillis());
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class)
                    .schedule(() -> ClusterWork.inBackground(factory, cleanup::run), first, interval.toMillis(), TASK);
        }
    }

    /** The entrance of a timer: nobody else would see what fails here. */
    private void run() {
        try {
            ClusterWork.realmIds(factory)
                    .forEach(id -> ClusterWork.alone(
                            factory, TASK + "-" + id, Math.toIntExact(LOCK.toSeconds()), () -> clean(id)));
        } catch (RuntimeException e) {
            logger.warnf(e, "Inactive anonymous users were not looked for; the next run tries again");
        }
    }

    private void clean(String realmId) {
        Batches batches = new Batches(realmId);
        try {
            drain(batches, clock);
        } catch (RuntimeException e) {
            logger.warnf(e, "Inactive anonymous users of realm %s were not all removed; the next run goes on", realmId);
        }
        if (batches.removed > 0) {
            logger.infof(
                    "Removed %d anonymous users of realm %s who were inactive for %d days",
                    batches.removed, batches.realm, batches.inactivity.toDays());
        }
    }

    /** Until there is nothing to do any more, or the time is over. */
    static void drain(IntSupplier batch, Clock clock) {
        Instant end = clock.instant().plus(LIMIT);
        while (batch.getAsInt() > 0 && clock.instant().isBefore(end)) {
            // The batch has done it.
        }
    }

    /** One transaction for each batch, which begins with a look at the settings. */
    private final class Batches implements IntSupplier {
        private final String realmId;
        private String realm = "";
        private Duration inactivity = Duration.ZERO;
        private int removed;

        private Batches(String realmId) {
            this.realmId = realmId;
        }

        @Override
        public int getAsInt() {
            int some = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory,
                    session -> Optional.ofNullable(session.realms().getRealm(realmId))
                            .filter(ClusterWork::isServed)
                            .map(found -> removeSome(session, found))
                            .orElse(0));
            if (some > 0) {
                removed += some;
                Counter.builder(REMOVED)
                        .description("Anonymous users removed since they were inactive")
                        .tag("realm", realm)
                        .register(Metrics.globalRegistry)
                        .increment(some);
            }
            return some;
        }

        private int removeSome(KeycloakSession session, RealmModel found) {
            Optional<Duration> setting = AppServicesConfig.componentOf(found)
                    .flatMap(component ->
                            AppServicesConfig.from(found, component).anonymousInactivity());
            if (setting.isEmpty()) {
                return 0;
            }
            session.getContext().setRealm(found); // Vaults ask the context for it.
            realm = found.getName();
            inactivity = setting.get();
            List<User> deleted = new InactiveAnonymousUsers(
                            Stores.of(session, found).users(), user -> lastUse(session, found, user), clock)
                    .deleteSome(inactivity);
            UserManager others = new UserManager(session);
            deleted.forEach(user -> others.removeUser(found, Stores.model(session, found, user)));
            return deleted.size();
        }
    }

    /** A login is noted on the user whoever the client is; a refresh by Keycloak's own endpoint on the session alone. */
    private static Optional<Instant> lastUse(KeycloakSession session, RealmModel realm, User user) {
        UserModel model = Stores.model(session, realm, user);
        return Stream.concat(
                        session.sessions().getUserSessionsStream(realm, model),
                        session.sessions().getOfflineUserSessionsStream(realm, model))
                .filter(used -> used.getLastSessionRefresh() > used.getStarted() + LOGIN_SECONDS)
                .map(UserSessionModel::getLastSessionRefresh)
                .map(Instant::ofEpochSecond)
                .max(Instant::compareTo);
    }
}
