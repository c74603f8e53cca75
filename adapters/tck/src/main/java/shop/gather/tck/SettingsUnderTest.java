package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shop.gather.spi.Setting;

/** The settings of a shop under test: by kind, pointed at another server, or with a typing error. */
final class SettingsUnderTest {

    private static final Pattern SERVER = Pattern.compile("^https?://[^/]*");

    private SettingsUnderTest() {}

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

    /** Gather calls a setting of kind URL, and refuses one that is no address when a store is connected. */
    static void assertCallable(String key, String value) {
        assertThatCode(() -> new URI(value))
                .as(
                        "the setting %s is an address that can be called; a template or a page for browsers is Setting.link",
                        key)
                .doesNotThrowAnyException();
        assertThat(value).as("the setting %s is an absolute address", key).matches("https?://[^/].*");
    }

    /** Scheme, host and port of an address. */
    static String server(String address) {
        Matcher server = SERVER.matcher(address);
        assertThat(server.find()).as("a server in %s", address).isTrue();
        return server.group();
    }

    /** All addresses that are called, pointed at another server with the same paths. */
    static Map<String, String> movedTo(ShopUnderTest subject, String server) {
        return moved(subject, any -> server);
    }

    /** All addresses that are called, each pointed at another server. */
    static Map<String, String> moved(ShopUnderTest subject, UnaryOperator<String> servers) {
        Map<String, String> addresses = settings(subject, Setting.Kind.URL);
        assertThat(addresses).as("settings that are addresses").isNotEmpty();
        addresses.replaceAll((key, value) ->
                servers.apply(server(value)) + value.substring(server(value).length()));
        return addresses;
    }

    /**
     * A different secret of the same form, so that the shop refuses it, not the adapter: each letter and digit of the
     * second half is the next one. The last one before a padding stays: in Base64 some of its bits must be zero.
     */
    static String mistyped(String secret) {
        StringBuilder typed = new StringBuilder(secret);
        int end = secret.endsWith("=") ? secret.replaceFirst("=+$", "").length() - 1 : secret.length();
        for (int i = secret.length() / 2; i < end; i++) {
            char c = secret.charAt(i);
            if (c == 'z' || c == 'Z') {
                typed.setCharAt(i, (char) (c - 25));
            } else if (c == '9') {
                typed.setCharAt(i, '0');
            } else if (Character.isLetterOrDigit(c)) {
                typed.setCharAt(i, (char) (c + 1));
            }
        }
        return typed.toString();
    }
}
