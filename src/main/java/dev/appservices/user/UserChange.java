package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One change of a user; several are written together in one update. */
public sealed interface UserChange {
    record SetEnabled(boolean enabled) implements UserChange {}

    record SetUsername(Optional<String> username) implements UserChange {}

    /**
     * A new address; the key by which the e-mail/password identity is found moves with it where there is one, and so does
     * the address in that identity's metadata.
     */
    record SetEmail(Optional<String> email, Optional<String> emailKey) implements UserChange {}

    record SetEmailVerified(boolean verified) implements UserChange {}

    record SetFirstName(Optional<String> name) implements UserChange {}

    record SetLastName(Optional<String> name) implements UserChange {}

    record SetAttributes(Map<String, List<String>> attributes) implements UserChange {}

    record SetRoles(Set<String> roles) implements UserChange {}

    record SetGroups(Set<String> groups) implements UserChange {}

    record SetRequiredActions(Set<String> actions) implements UserChange {}

    record SetPassword(Optional<Password> password) implements UserChange {}

    /** A new credential, or another state of the one with this id. */
    record PutCredential(Credential credential) implements UserChange {}

    record RemoveCredential(String id) implements UserChange {}

    record SetCredentialOrder(List<String> ids) implements UserChange {}

    record SetNotBefore(int seconds) implements UserChange {}

    /** A device at its login. */
    record PutDevice(UserDevice device) implements UserChange {}

    record RemoveDevice(String id) implements UserChange {}

    /** Other metadata and another name for the identity of this type and id. */
    record SetIdentityData(Identity identity) implements UserChange {}

    record SetCreatedAt(Instant time) implements UserChange {}

    record SetLastAuthenticatedAt(Instant time) implements UserChange {}
}
