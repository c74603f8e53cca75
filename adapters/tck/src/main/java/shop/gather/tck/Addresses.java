package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shop.gather.spi.Setting;

/** The settings of a shop under test, by kind, and moved to another server. */
final class Addresses {

    private static final Pattern SERVER = Pattern.compile("^https?://[^/]*");

    private Addresses() {}

    /** The settings of a kind that the driver supplies; a fresh map. */
    static Map<String, String> settings(ShopUnderTest subject, Setting.Kind kind) {
        Map<String, String> chosen = new HashMap<>(subject.driver().settings());
        Set<String> keys = subject.adapter().descriptor().settings().stream()
                .filter(setting -> setting.kind() == kind)
                .map(Setting::key)
                .collect(Collectors.toSet());
        chosen.keySet().retainAll(keys);
        return chosen;
    }

    /** Scheme, host and port of an address. */
    static String server(String address) {
        Matcher server = SERVER.matcher(address);
        assertThat(server.find()).as("a server in %s", address).isTrue();
        return server.group();
    }

    /** All addresses that will be called, moved to another server; their paths stay. */
    static Map<String, String> movedTo(ShopUnderTest subject, String server) {
        return moved(subject, any -> server);
    }

    /** All addresses that will be called, each moved to another server. */
    static Map<String, String> moved(ShopUnderTest subject, UnaryOperator<String> servers) {
        Map<String, String> addresses = settings(subject, Setting.Kind.URL);
        assertThat(addresses).as("settings that are addresses").isNotEmpty();
        addresses.replaceAll((key, value) ->
                servers.apply(server(value)) + value.substring(server(value).length()));
        return addresses;
    }
}
