package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jboss.logging.Logger;

import dev.appservices.customdata.CustomDataCopy;
import dev.appservices.customdata.CustomDataStore;
import dev.appservices.customdata.SizeWarnings;
import dev.appservices.user.UserId;

/** Custom user data for the tokens of one request: read when the first mapper asks for it, and once. */
public final class CustomDataLookup {
    /** Detail of a login event: why the token has no custom user data although there is some. */
    static final String LEFT_OUT_DETAIL = "custom_user_data";

    private static final Logger logger = Logger.getLogger(CustomDataLookup.class);
    private static final SizeWarnings WARNINGS = new SizeWarnings(KeycloakClock.INSTANCE);
    private static final String ATTRIBUTE = CustomDataLookup.class.getName();

    private CustomDataLookup() {}

    /** What was read for one user. */
    private record Read(Optional<ObjectNode> json) {}

    /**
     * The document of a user as it goes into a token, not to be changed; empty if there is none, it is too large, or the
     * user is not kept by us.
     *
     * @throws RuntimeException that becomes HTTP 503 when it cannot be read: apps keep permissions there, and a token
     *     without them would be one with others
     */
    public static Optional<ObjectNode> of(KeycloakSession session, RealmModel realm, UserModel user) {
        String attribute = ATTRIBUTE + "/" + user.getId();
        Read known = session.getAttribute(attribute, Read.class);
        if (known != null) {
            return known.json;
        }
        Read read = new Read(read(session, realm, user));
        session.setAttribute(attribute, read);
        return read.json;
    }

    /** Why the tokens of this request have no custom user data although there is some. */
    static Optional<String> leftOut(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, String.class));
    }

    private static Optional<ObjectNode> read(KeycloakSession session, RealmModel realm, UserModel user) {
        Optional<ComponentModel> component = AppServicesConfig.componentOf(realm);
        Optional<UserId> id = Stores.idOf(realm, user);
        if (component.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        Optional<CustomDataStore> store = UnavailableStore.asking(
                session, () -> Stores.source(session).customData(session, realm, component.get()));
        int maxBytes =
                AppServicesConfig.from(realm, component.get()).customData().maxBytes();
        return store.flatMap(found -> UnavailableStore.asking(session, () -> found.find(id.get())))
                .map(document -> CustomDataCopy.of(document, maxBytes))
                .flatMap(copy -> checked(session, realm, id.get(), copy, maxBytes));
    }

    private static Optional<ObjectNode> checked(
            KeycloakSession session, RealmModel realm, UserId user, CustomDataCopy copy, int maxBytes) {
        if (copy.isLeftOut()) {
            session.setAttribute(ATTRIBUTE, "left out: " + copy.bytes() + " bytes, at most " + maxBytes);
        }
        if ((copy.isLeftOut() || copy.isLargerThanAdvised()) && WARNINGS.isDue(user)) {
            logger.warnf(
                    "The custom user data of user %s in realm %s has %d bytes%s; stay below %d, for a token travels in a"
                            + " header",
                    user,
                    realm.getName(),
                    copy.bytes(),
                    copy.isLeftOut() ? " and is left out of the tokens, which take " + maxBytes + " at most" : "",
                    CustomDataCopy.ADVISED_BYTES);
        }
        return copy.json();
    }
}
