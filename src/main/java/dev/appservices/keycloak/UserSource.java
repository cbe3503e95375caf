package dev.appservices.keycloak;

import dev.appservices.user.User;

/** A Keycloak user that is a user of the app. */
public interface UserSource {
    User user();
}
