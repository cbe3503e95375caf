package dev.appservices.login.customtoken;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hosts from which keys may be fetched although they are in a private network, or without TLS.
 *
 * @param names a host, or a host, a colon and a port, in lower case; {@code *}: every host
 */
public record PrivateHosts(Set<String> names) {
    private static final String ANY = "*";

    public PrivateHosts {
        names = Set.copyOf(names);
    }

    public static PrivateHosts of(Collection<String> names) {
        return new PrivateHosts(names.stream()
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet()));
    }

    boolean allow(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        return names.contains(ANY) || names.contains(host) || names.contains(host + ":" + port);
    }
}
