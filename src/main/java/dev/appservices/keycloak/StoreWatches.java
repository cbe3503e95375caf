package dev.appservices.keycloak;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.ConnectionStrings.NoConnectionString;

/**
 * Lets a node look after the databases of exactly the realms that exist and are enabled: from its start on, whether they
 * are used or not, and again every minute, since other nodes make, change and remove realms too.
 */
public final class StoreWatches implements AutoCloseable {
    private static final Logger logger = Logger.getLogger(StoreWatches.class);
    private static final int EVERY_SECONDS = 60;

    private final KeycloakSessionFactory factory;
    private final Stores.Source source;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(StoreWatches::thread);

    private volatile @Nullable Future<?> schedule;

    public StoreWatches(KeycloakSessionFactory factory, Stores.Source source) {
        this.factory = factory;
        this.source = source;
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                schedule = executor.scheduleWithFixedDelay(this::renew, 0, EVERY_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** Looks again once the changes of this session are there for others to see. */
    public void renewAfter(KeycloakSession session) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    executor.execute(StoreWatches.this::renew);
                } catch (RejectedExecutionException e) {
                    logger.debug("The server stops", e);
                }
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    @Override
    public void close() {
        Future<?> started = schedule;
        if (started != null) {
            started.cancel(true);
        }
        executor.shutdownNow();
    }

    private void renew() {
        try {
            source.watchOnly(KeycloakModelUtils.runJobInTransactionWithResult(factory, this::watchAll));
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            logger.warnf(e, "The realms of this server cannot be read; their databases are looked after as before");
        }
    }

    /** The ids of the components that are in use. */
    private Set<String> watchAll(KeycloakSession session) {
        Set<String> used = new HashSet<>();
        List<RealmModel> realms = session.realms()
                .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                .filter(RealmModel::isEnabled)
                .toList();
        for (RealmModel realm : realms) {
            AppServicesConfig.componentOf(realm)
                    .filter(component -> new UserStorageProviderModel(component).isEnabled())
                    .filter(component -> watch(session, realm, component))
                    .ifPresent(component -> used.add(component.getId()));
        }
        return used;
    }

    private boolean watch(KeycloakSession session, RealmModel realm, ComponentModel component) {
        session.getContext().setRealm(realm); // Vaults ask the context for it.
        try {
            source.watch(session, realm, component);
            return true;
        } catch (NoConnectionString | ComponentValidationException e) {
            logger.debugf(e, "The settings of realm %s lead to no database", realm.getName());
            return false;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "app-services-watches");
        thread.setDaemon(true);
        return thread;
    }
}
