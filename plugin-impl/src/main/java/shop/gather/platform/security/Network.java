package shop.gather.platform.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of network addresses. Never makes a DNS lookup.
 *
 * @param bits the number of leading bits that an address must share with {@code base}
 */
record Network(InetAddress base, int bits) {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?");
    private static final Pattern IPV6 =
            Pattern.compile("\\[([0-9a-fA-F:.]{2,45})](?::\\d{1,5})?|([0-9a-fA-F:.]{2,45})");

    /** Parses {@code 10.0.0.0/8} or a single address; empty if it is neither. */
    static Optional<Network> parse(String text) {
        String[] parts = text.split("/", -1);
        Optional<InetAddress> base = literal(parts[0]);
        if (base.isEmpty() || parts.length > 2) {
            return Optional.empty();
        }
        int most = base.get().getAddress().length * 8;
        if (parts.length == 1) {
            return Optional.of(new Network(base.get(), most));
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= most
                ? Optional.of(new Network(base.get(), Integer.parseInt(parts[1])))
                : Optional.empty();
    }

    /** An address in its canonical form, without a port; empty if the text is not an address. */
    static Optional<String> address(String text) {
        return literal(text).map(InetAddress::getHostAddress);
    }

    boolean contains(String address) {
        return literal(address).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> literal(String text) {
        Matcher four = IPV4.matcher(text);
        if (four.matches()) {
            return resolve(four.group(1));
        }
        Matcher six = IPV6.matcher(text.replaceFirst("%[A-Za-z0-9]+$", ""));
        if (six.matches()) {
            String address = six.group(1) == null ? six.group(2) : six.group(1);
            return address.contains(":") ? resolve(address) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Parses only a literal address, with a colon or four numbers, so there is no lookup. */
    private static Optional<InetAddress> resolve(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal.contains(":") ? "[" + literal + "]" : literal));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }
}
