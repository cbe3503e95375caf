package dev.appservices.keycloak;

import java.util.Optional;
import java.util.stream.Collectors;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

import org.jboss.logging.Logger;

import dev.appservices.login.localuserpass.EmailKeySweep;
import dev.appservices.login.localuserpass.EmailKeySweep.Result;
import dev.appservices.login.localuserpass.EmailKeySweep.Twins;
import dev.appservices.user.EmailKeys;

/**
 * Makes the keys of e-mail addresses follow the setting of the realm, after each save of it and when the server starts,
 * since a sweep may have been cut short and other programs may have written users.
 */
public final class EmailKeySweeps {
    private static final Logger logger = Logger.getLogger(EmailKeySweeps.class);
    private static final String LOCK = "app-services-email-keys-";
    private static final int LOCK_SECONDS = 600;

    /** Attribute of a realm in whose database there may be keys in lower case for addresses that are not. */
    private static final String FOLDED = "appServices.emailKeysFolded";

    private EmailKeySweeps() {}

    /** Returns at once. */
    public static void atStart(KeycloakSessionFactory factory) {
        ClusterWork.inBackground(factory, () -> {
            try {
                ClusterWork.realmIds(factory).forEach(id -> sweep(factory, id));
            } catch (RuntimeException e) {
                logger.warn("The keys of e-mail addresses were not looked at", e);
            }
        });
    }

    /**
     * Begins when the save is committed.
     *
     * @param before the rule until now
     * @param after the rule from now on
     */
    public static void afterSave(KeycloakSession session, RealmModel realm, EmailKeys before, EmailKeys after) {
        if (before.caseSensitive() && after.caseSensitive()) {
            return;
        }
        realm.setAttribute(FOLDED, true);
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        String id = realm.getId();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                ClusterWork.inBackground(factory, () -> sweep(factory, id));
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private static void sweep(KeycloakSessionFactory factory, String realmId) {
        try {
            ClusterWork.alone(factory, LOCK + realmId, LOCK_SECONDS, () -> {
                Optional<Task> task = Task.of(factory, realmId);
                // A save during the sweep finds the lock taken.
                while (task.isPresent() && !task.get().run(factory)) {
                    task = Task.of(factory, realmId);
                }
            });
        } catch (RuntimeException e) {
            logger.warnf(
                    e,
                    "The keys of e-mail addresses of realm %s do not all follow its setting; the next save or start"
                            + " tries again",
                    realmId);
        }
    }

    /** What a realm asks for at one moment. */
    private record Task(String realmId, String realm, Stores stores, EmailKeys rule) {
        /** Empty for a realm that has nothing to sweep. */
        static Optional<Task> of(KeycloakSessionFactory factory, String realmId) {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    factory,
                    session -> Optional.ofNullable(session.realms().getRealm(realmId))
                            .filter(ClusterWork::isServed)
                            .flatMap(realm -> of(session, realm)));
        }

        private static Optional<Task> of(KeycloakSession session, RealmModel realm) {
            session.getContext().setRealm(realm); // Vaults ask the context for it.
            EmailKeys rule = AppServicesConfig.emailKeysOf(realm);
            if (rule.caseSensitive() && !realm.getAttribute(FOLDED, false)) {
                return Optional.empty();
            }
            if (!realm.getAttribute(FOLDED, false)) {
                realm.setAttribute(FOLDED, true);
            }
            return Optional.of(new Task(realm.getId(), realm.getName(), Stores.of(session, realm), rule));
        }

        /** @return false if the setting is another one by now */
        boolean run(KeycloakSessionFactory factory) {
            Result result =
                    new EmailKeySweep(stores.users(), stores.pendingUsers(), rule).run(() -> isCurrent(factory));
            log(result);
            return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
                RealmModel found = session.realms().getRealm(realmId);
                boolean current = found == null || rule.equals(AppServicesConfig.emailKeysOf(found));
                if (found != null && current && rule.caseSensitive()) {
                    found.removeAttribute(FOLDED);
                }
                return current;
            });
        }

        private boolean isCurrent(KeycloakSessionFactory factory) {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    factory,
                    session -> Optional.ofNullable(session.realms().getRealm(realmId))
                            .map(AppServicesConfig::emailKeysOf)
                            .filter(rule::equals)
                            .isPresent());
        }

        private void log(Result result) {
            String compared = rule.caseSensitive() ? "with case" : "without case";
            if (result.changed() > 0) {
                logger.infof(
                        "Realm %s compares e-mail addresses %s, keys that changed: %d",
                        realm, compared, result.changed());
            }
            if (result.twins() > 0) {
                logger.warnf(
                        "Realm %s compares e-mail addresses %s, but some have the same one as another; nobody was"
                                + " merged, each keeps to the exact spelling. Pairs: %d: %s%s",
                        realm,
                        compared,
                        result.twins(),
                        result.shown().stream().map(Twins::toString).collect(Collectors.joining("; ")),
                        result.twins() > result.shown().size() ? "; and more" : "");
            }
        }
    }
}
