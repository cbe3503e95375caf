package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.ConnectionStrings.NoConnectionString;
import dev.appservices.keycloak.Stores.Database;

/**
 * Whether the MongoDB of each app answers. It works in threads of its own, so that the question is answered when all
 * threads of the server are busy, and a MongoDB that does not answer keeps none of them.
 */
public final class AppDatabases {
    private static final Logger logger = Logger.getLogger(AppDatabases.class);
    private static final int THREADS = 4;
    private static final Executor EXECUTOR = Executors.newFixedThreadPool(THREADS, AppDatabases::thread);

    /** Realms whose database did not answer the last time: each change is logged once. */
    private static final Set<String> DOWN = ConcurrentHashMap.newKeySet();

    private static volatile @Nullable KeycloakSessionFactory sessions;

    private AppDatabases() {}

    /**
     * What became of all apps.
     *
     * @param ready false when the MongoDB of the server option does not answer, or none of any realm does. One realm whose
     *     own MongoDB is gone is its own trouble: whoever manages a realm must not be able to take the server out of service
     * @param databases how many databases were asked
     * @param unavailable realm to a sentence that names the database
     * @param withoutRememberMe realms in which SDKs lose their sessions
     */
    public record Report(
            boolean ready, int databases, Map<String, String> unavailable, List<String> withoutRememberMe) {
        public Report {
            unavailable = Map.copyOf(unavailable);
            withoutRememberMe = List.copyOf(withoutRememberMe);
        }
    }

    /** Makes the realms of this server those that are asked for; called when the server starts. */
    public static void serve(KeycloakSessionFactory factory) {
        sessions = factory;
    }

    /** Asks all databases; returns at once. */
    static CompletionStage<Report> ask() {
        return CompletableFuture.supplyAsync(AppDatabases::realms, EXECUTOR).thenCompose(AppDatabases::askAll);
    }

    /** One app realm; without a database when its settings lead to none, for the reason that is the problem. */
    record Realm(String name, boolean rememberMe, @Nullable Database database, String problem) {}

    private static List<Realm> realms() {
        KeycloakSessionFactory factory = sessions;
        if (factory == null) {
            throw new IllegalStateException("The server is starting");
        }
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            List<Realm> found = new ArrayList<>();
            session.realms()
                    .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                    .filter(RealmModel::isEnabled)
                    .toList()
                    .forEach(realm -> AppServicesConfig.componentOf(realm)
                            .filter(component -> new UserStorageProviderModel(component).isEnabled())
                            .ifPresent(component -> found.add(realm(session, realm, component))));
            return found;
        });
    }

    private static Realm realm(KeycloakSession session, RealmModel realm, ComponentModel component) {
        session.getContext().setRealm(realm); // Vaults ask the context for it.
        try {
            Database database = Stores.source(session).database(session, realm, component);
            return new Realm(realm.getName(), realm.isRememberMe(), database, "");
        } catch (NoConnectionString | ComponentValidationException e) {
            return new Realm(realm.getName(), realm.isRememberMe(), null, String.valueOf(e.getMessage()));
        }
    }

    private static CompletionStage<Report> askAll(List<Realm> realms) {
        Map<Object, CompletableFuture<Boolean>> answers = new HashMap<>();
        for (Realm realm : realms) {
            Database database = realm.database;
            if (database != null) {
                answers.computeIfAbsent(
                        database.server(),
                        server -> CompletableFuture.supplyAsync(database.answers()::getAsBoolean, EXECUTOR));
            }
        }
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> report(realms, answers));
    }

    static Report report(List<Realm> realms, Map<Object, CompletableFuture<Boolean>> answers) {
        Set<Object> up = new HashSet<>();
        answers.forEach((server, answer) -> {
            if (answer.join()) {
                up.add(server);
            }
        });
        Map<String, String> unavailable = new HashMap<>();
        boolean sharedIsUp = true;
        for (Realm realm : realms) {
            Database database = realm.database;
            if (database == null) {
                unavailable.put(realm.name, realm.problem);
            } else if (!up.contains(database.server())) {
                unavailable.put(realm.name, database.label() + " does not answer");
                sharedIsUp &= !database.isServerOption();
            }
        }
        log(unavailable);
        Stream<Realm> forgetful = realms.stream().filter(realm -> !realm.rememberMe);
        boolean ready = unavailable.isEmpty() || (sharedIsUp && !up.isEmpty());
        return new Report(
                ready, answers.size(), unavailable, forgetful.map(Realm::name).toList());
    }

    private static void log(Map<String, String> unavailable) {
        unavailable.forEach((realm, problem) -> {
            if (DOWN.add(realm)) {
                logger.warnf("Not ready: users of realm %s: %s", realm, problem);
            }
        });
        if (DOWN.retainAll(unavailable.keySet())) {
            logger.info("MongoDB answers again for realms whose users were not available");
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "app-services-readiness");
        thread.setDaemon(true);
        return thread;
    }
}
