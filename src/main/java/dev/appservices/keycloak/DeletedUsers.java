package dev.appservices.keycloak;

import java.util.Optional;
import java.util.stream.Collectors;

import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.storage.StorageId;

import dev.appservices.user.Identity;

/**
 * Tells of every user of an app who is deleted, by himself, by an operator or as inactive: documents that the app keeps of
 * him stay, and whoever must delete those learns by this event that it is time.
 */
public final class DeletedUsers {
    /** Detail: the id by which the app's own documents know the user. */
    public static final String APP_SERVICES_ID = "app_services_id";

    /** Detail: the types of all identities, separated by commas. */
    public static final String PROVIDERS = "providers";

    /** Attribute of Keycloak's session: the id of a request of a client. */
    static final String REQUEST_ID = DeletedUsers.class.getName();

    private DeletedUsers() {}

    public static ProviderEventListener listener() {
        return event -> {
            if (event instanceof UserRemovedEvent removed && isOurs(removed)) {
                tell(removed);
            }
        };
    }

    private static boolean isOurs(UserRemovedEvent removed) {
        String provider = StorageId.providerId(removed.getUser().getId());
        return AppServicesConfig.componentOf(removed.getRealm())
                .filter(component -> component.getId().equals(provider))
                .isPresent();
    }

    private static void tell(UserRemovedEvent removed) {
        KeycloakSession session = removed.getKeycloakSession();
        EventBuilder event = new EventBuilder(
                        removed.getRealm(), session, session.getContext().getConnection())
                .event(EventType.DELETE_ACCOUNT)
                .user(removed.getUser())
                .detail(APP_SERVICES_ID, StorageId.externalId(removed.getUser().getId()));
        Stores.knownUserOf(removed.getUser())
                .map(user -> user.identities().stream()
                        .map(Identity::providerType)
                        .distinct()
                        .collect(Collectors.joining(",")))
                .ifPresent(providers -> event.detail(PROVIDERS, providers));
        Optional<String> request = Optional.ofNullable(session.getAttribute(REQUEST_ID, String.class));
        if (request.isPresent()) {
            event.detail(Events.REQUEST_ID_DETAIL, request.get())
                    .client(session.getContext().getClient());
        }
        event.success();
    }
}
