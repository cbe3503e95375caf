package dev.appservices.user;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.appservices.app.ProviderType;
import dev.appservices.user.UserChange.PutCredential;
import dev.appservices.user.UserChange.PutDevice;
import dev.appservices.user.UserChange.RemoveCredential;
import dev.appservices.user.UserChange.RemoveDevice;
import dev.appservices.user.UserChange.SetAttributes;
import dev.appservices.user.UserChange.SetCreatedAt;
import dev.appservices.user.UserChange.SetCredentialOrder;
import dev.appservices.user.UserChange.SetEmail;
import dev.appservices.user.UserChange.SetEmailVerified;
import dev.appservices.user.UserChange.SetEnabled;
import dev.appservices.user.UserChange.SetFirstName;
import dev.appservices.user.UserChange.SetGroups;
import dev.appservices.user.UserChange.SetIdentityData;
import dev.appservices.user.UserChange.SetLastAuthenticatedAt;
import dev.appservices.user.UserChange.SetLastName;
import dev.appservices.user.UserChange.SetNotBefore;
import dev.appservices.user.UserChange.SetPassword;
import dev.appservices.user.UserChange.SetRequiredActions;
import dev.appservices.user.UserChange.SetRoles;
import dev.appservices.user.UserChange.SetUsername;

/** The fields of a user while changes are applied to them. */
final class UserFields {
    private final User original;
    private boolean enabled;
    private List<Identity> identities;
    private Optional<String> username;
    private Optional<String> emailKey;
    private Optional<String> email;
    private boolean emailVerified;
    private Optional<String> firstName;
    private Optional<String> lastName;
    private Map<String, List<String>> attributes;
    private Set<String> roles;
    private Set<String> groups;
    private Set<String> requiredActions;
    private Optional<Password> password;
    private final Map<String, Credential> credentials;
    private List<String> credentialOrder;
    private int notBefore;
    private final Map<String, UserDevice> devices;
    private Instant createdAt;
    private Optional<Instant> lastAuthenticatedAt;

    UserFields(User user) {
        original = user;
        enabled = user.enabled();
        identities = user.identities();
        username = user.username();
        emailKey = user.emailKey();
        email = user.email();
        emailVerified = user.emailVerified();
        firstName = user.firstName();
        lastName = user.lastName();
        attributes = user.attributes();
        roles = user.roles();
        groups = user.groups();
        requiredActions = user.requiredActions();
        password = user.password();
        credentials = new HashMap<>(user.credentials());
        credentialOrder = user.credentialOrder();
        notBefore = user.notBefore();
        devices = new HashMap<>(user.devices());
        createdAt = user.createdAt();
        lastAuthenticatedAt = user.lastAuthenticatedAt();
    }

    void setIdentities(List<Identity> all) {
        identities = all;
    }

    void apply(UserChange change) {
        if (!applyToPerson(change) && !applyToAccess(change)) {
            throw new IllegalStateException("No field for " + change.getClass().getSimpleName());
        }
    }

    private boolean applyToPerson(UserChange change) {
        if (change instanceof SetUsername set) {
            username = set.username();
        } else if (change instanceof SetEmail set) {
            setEmail(set);
        } else if (change instanceof SetEmailVerified set) {
            emailVerified = set.verified();
        } else if (change instanceof SetFirstName set) {
            firstName = set.name();
        } else if (change instanceof SetLastName set) {
            lastName = set.name();
        } else if (change instanceof SetAttributes set) {
            attributes = set.attributes();
        } else if (change instanceof PutDevice put) {
            devices.put(put.device().id(), put.device());
        } else if (change instanceof RemoveDevice remove) {
            devices.remove(remove.id());
        } else if (change instanceof SetIdentityData set) {
            setData(set.identity());
        } else if (change instanceof SetCreatedAt set) {
            createdAt = set.time();
        } else if (change instanceof SetLastAuthenticatedAt set) {
            lastAuthenticatedAt = Optional.of(set.time());
        } else {
            return false;
        }
        return true;
    }

    private boolean applyToAccess(UserChange change) {
        if (change instanceof SetEnabled set) {
            enabled = set.enabled();
        } else if (change instanceof SetRoles set) {
            roles = set.roles();
        } else if (change instanceof SetGroups set) {
            groups = set.groups();
        } else if (change instanceof SetRequiredActions set) {
            requiredActions = set.actions();
        } else if (change instanceof SetPassword set) {
            password = set.password();
        } else if (change instanceof PutCredential put) {
            credentials.put(put.credential().id(), put.credential());
        } else if (change instanceof RemoveCredential remove) {
            credentials.remove(remove.id());
        } else if (change instanceof SetCredentialOrder set) {
            credentialOrder = set.ids();
        } else if (change instanceof SetNotBefore set) {
            notBefore = set.seconds();
        } else {
            return false;
        }
        return true;
    }

    private void setData(Identity renewed) {
        identities = identities.stream()
                .map(own -> own.isSameAs(renewed)
                        ? new Identity(own.providerType(), own.id(), renewed.data(), renewed.name(), own.token())
                        : own)
                .toList();
    }

    private void setEmail(SetEmail set) {
        email = set.email();
        emailKey = set.emailKey();
        identities = identities.stream()
                .map(identity -> identity.providerType().equals(ProviderType.LOCAL_USERPASS.wireName())
                        ? withEmail(identity, set.email())
                        : identity)
                .toList();
    }

    private static Identity withEmail(Identity identity, Optional<String> email) {
        Map<String, Object> data = new LinkedHashMap<>(identity.data());
        if (email.isPresent()) {
            data.put("email", email.get());
        } else {
            data.remove("email");
        }
        return new Identity(identity.providerType(), identity.id(), data, identity.name(), identity.token());
    }

    User toUser() {
        return new User(
                original.id(),
                original.type(),
                enabled,
                identities,
                username,
                emailKey,
                email,
                emailVerified,
                firstName,
                lastName,
                attributes,
                roles,
                groups,
                requiredActions,
                password,
                credentials,
                credentialOrder,
                notBefore,
                devices,
                original.apiKeys(),
                createdAt,
                lastAuthenticatedAt);
    }
}
