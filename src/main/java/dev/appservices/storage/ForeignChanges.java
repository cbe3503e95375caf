package dev.appservices.storage;

import java.util.Set;

import dev.appservices.user.UserId;

/** Hears of what other programs do to the users; called in a thread of its own. */
interface ForeignChanges {
    /** These users were changed or deleted, perhaps by ourselves. */
    void changed(Set<UserId> users);

    /** Any user may have been changed. */
    void missed();

    /** Any user may have been changed, as it is each time that the database tells nothing for the configured time. */
    void untold();

    /** Some documents lack what we derive. */
    void incomplete();
}
