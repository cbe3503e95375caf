package dev.appservices.login.customtoken;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses are somebody else's on the Internet: all but those of the special-purpose registries of IANA (RFC 6890),
 * behind which the server's own network and the metadata services of clouds are.
 */
final class AddressGuard {
    private AddressGuard() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet6Address ? isPublic6(address.getAddress()) : isPublic4(address.getAddress());
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127; // carriers
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2)) && !(second == 88 && third == 99);
            case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    /** Global unicast is {@code 2000::/3}; what of it leads to an IPv4 address, or nowhere, is out too. */
    private static boolean isPublic6(byte[] bytes) {
        int first = group(bytes, 0);
        int second = group(bytes, 1);
        boolean globalUnicast = (first & 0xe000) == 0x2000;
        boolean special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x3fff;
        boolean sixToFour = first == 0x2002;
        return globalUnicast && !special && !sixToFour;
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xff) << 8) | (bytes[2 * index + 1] & 0xff);
    }
}
