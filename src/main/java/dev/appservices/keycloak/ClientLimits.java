package dev.appservices.keycloak;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import dev.appservices.limit.Limited;
import dev.appservices.limit.RequestLimits;

/** The limits of a realm for the client of this request, as Keycloak sees its address through proxies it trusts. */
public final class ClientLimits {
    /** What an error of a Keycloak event says. */
    public static final String EVENT_ERROR = "too_many_requests";

    /** Whoever has an IPv6 address has its whole network. */
    private static final int NETWORK_BYTES = 8;

    private final KeycloakSession session;
    private final RealmModel realm;

    public ClientLimits(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** @throws dev.appservices.error.AppServicesException with HTTP 429 */
    public void take(Limited what) {
        take(what, network());
    }

    /**
     * For what is limited for whom it concerns, whoever asks.
     *
     * @throws dev.appservices.error.AppServicesException with HTTP 429
     */
    public void take(Limited what, String subject) {
        limits().take(what, subject(subject), most(what));
    }

    /** @throws dev.appservices.error.AppServicesException with HTTP 429 */
    public void requireFewFailedLogins() {
        limits().requireFewFailures(Limited.FAILED_LOGIN, subject(network()), most(Limited.FAILED_LOGIN));
    }

    public void loginFailed() {
        limits().failed(Limited.FAILED_LOGIN, subject(network()), most(Limited.FAILED_LOGIN));
    }

    private RequestLimits limits() {
        return Stores.of(session, realm).limits();
    }

    /** Realms may share a database. */
    private String subject(String text) {
        return realm.getId() + ":" + text;
    }

    private int most(Limited what) {
        return AppServicesConfig.componentOf(realm)
                .map(component -> AppServicesConfig.from(realm, component).limits())
                .map(limits -> limits.most(what))
                .orElse(0);
    }

    private String network() {
        return network(String.valueOf(session.getContext().getConnection().getRemoteAddr()));
    }

    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // In brackets it is never taken for a name.
            InetAddress parsed = InetAddress.getByName("[" + address + "]");
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
