package shop.gather.shop.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The addresses that may be called: public ones, and hosts or single ports of hosts that the deployment allows, such as
 * a shop beside Gather. Thread-safe.
 */
final class Networks {

    /**
     * Forms that some programs read as an IPv4 address: octal, hexadecimal or with fewer parts (WHATWG URL standard,
     * "ends in a number").
     */
    private static final Pattern NUMBERS =
            Pattern.compile("(0[xX][0-9a-fA-F]*|[0-9]+)([.](0[xX][0-9a-fA-F]*|[0-9]+))*[.]?");

    private static final Pattern FOUR_NUMBERS = Pattern.compile("((0|[1-9][0-9]{0,2})[.]){3}(0|[1-9][0-9]{0,2})");

    /** A host name, an IPv4 address or an IPv6 address in brackets, with an optional port. */
    private static final Pattern ALLOWED = Pattern.compile("([^:\\[\\]/@\\s]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

    private final Set<Destination> allowed;

    /** @param port null means every port */
    private record Destination(String host, Integer port) {

        static Destination parse(String text) {
            Matcher parts = ALLOWED.matcher(text);
            Integer port = parts.matches() && parts.group(2) != null ? Integer.valueOf(parts.group(2)) : null;
            if (!parts.matches() || (port != null && (port < 1 || port > 65_535))) {
                throw new IllegalArgumentException("gather.outbound.allow: \"" + text
                        + "\" is not a host or host:port. Example: 127.0.0.1:8081,shop.internal,[fd00::1]:9000");
            }
            return new Destination(parts.group(1), port);
        }
    }

    /**
     * @param allowed hosts, or hosts with one port each ({@code 127.0.0.1:8081}), separated by commas
     * @throws IllegalArgumentException if an entry cannot be read
     */
    Networks(String allowed) {
        this.allowed = Arrays.stream(allowed.split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(Destination::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws ShopException FORBIDDEN_ADDRESS */
    void requireAllowed(String host, int port, InetAddress[] addresses) {
        String name = host.toLowerCase(Locale.ROOT);
        if (allowed.contains(new Destination(name, null)) || allowed.contains(new Destination(name, port))) {
            return;
        }
        if (NUMBERS.matcher(host).matches() && !FOUR_NUMBERS.matcher(host).matches()) {
            throw new ShopException(
                    ShopError.FORBIDDEN_ADDRESS,
                    host + " can be read as more than one address. Write it as four decimal numbers, or as a name.");
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new ShopException(
                        ShopError.FORBIDDEN_ADDRESS,
                        host
                                + " is in a network that must not be called from here. If the shop runs beside "
                                + "Gather, the provider allows its host and port"
                                + " with gather.outbound.allow.");
            }
        }
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        if (address instanceof Inet6Address) {
            int first = bytes[0] & 0xff;
            // fc00::/7 unique local (RFC 4193), 64:ff9b::/96 translated IPv4 (RFC 6052), 2002::/16 6to4, 2001::/32
            // Teredo (RFC 4380) and ::/96
            // embedded IPv4.
            boolean uniqueLocal = (first & 0xfe) == 0xfc;
            boolean embedded = first == 0
                    || (first == 0x20 && bytes[1] == 0x02)
                    || (first == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0);
            return !uniqueLocal && !embedded;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        // 0/8 this network, 100.64/10 shared (RFC 6598), 192.0.0/24 and 198.18/15 special use (RFC 6890), 240/4
        // reserved.
        boolean special = first == 0
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0)
                || (first == 198 && (second == 18 || second == 19))
                || first >= 240;
        return !special;
    }
}
