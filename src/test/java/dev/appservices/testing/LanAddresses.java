package dev.appservices.testing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The addresses by which other devices of the local network may reach this machine. */
final class LanAddresses {
    /** Networks of containers, virtual machines and tunnels: no telephone is in them. */
    private static final Pattern INNER = Pattern.compile(
            "(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|tun|tap|utun|wg|zt|bridge|ham).*"
                    + "|.*(?:virtual|hyper-v|vmware|wsl).*");

    private LanAddresses() {}

    /** Base URLs; where no address is found, one with a place to fill in. */
    static List<String> urls(int port) {
        List<String> addresses = all();
        return (addresses.isEmpty() ? List.of("<address of this machine>") : addresses)
                .stream().map(address -> "http://" + address + ":" + port).toList();
    }

    private static List<String> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LanAddresses::reachable)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean reachable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !network.isPointToPoint() && !inner(network);
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean inner(NetworkInterface network) {
        return isInner(network.getName()) || (network.getDisplayName() != null && isInner(network.getDisplayName()));
    }

    static boolean isInner(String name) {
        return INNER.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
