package shop.gather.shop.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The rule for all addresses from outside: absolute, http or https, a host, no user name, a port from 1 to 65535. It
 * applies to addresses that Gather calls and to pages to which browsers are sent. {@link
 * GuardedHttpClient#requireAllowed} checks separately whether Gather may call the address.
 */
public final class WebAddress {

    private static final int HIGHEST_PORT = 65_535;
    private static final int MAX_LENGTH = 2_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z]{1,30}}");

    private WebAddress() {}

    /**
     * Parses an address.
     *
     * @throws ShopException MISCONFIGURED, with a sentence that says what is invalid
     */
    public static URI parse(String text) {
        try {
            return require(new URI(text.strip()));
        } catch (URISyntaxException garbled) {
            throw refused("it cannot be read");
        }
    }

    /**
     * Checks the address of a page in which placeholders such as {@code {slug}} stand for a part of the path or query.
     *
     * @throws ShopException MISCONFIGURED, also if a placeholder could change the host
     */
    public static void requireTemplate(String text) {
        URI one = parse(PLACEHOLDER.matcher(text).replaceAll("a"));
        URI other = parse(PLACEHOLDER.matcher(text).replaceAll("b"));
        if (!one.getRawAuthority().equals(other.getRawAuthority())) {
            throw refused("its host contains a placeholder");
        }
    }

    /** @throws ShopException MISCONFIGURED */
    static URI require(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("it does not begin with http:// or https://");
        }
        if (address.getRawUserInfo() != null) {
            throw refused("it contains a user name or a password");
        }
        if (address.getHost() == null) {
            throw refused("it names no host");
        }
        int port = address.getPort();
        // Checks the authority too: a colon without a number is parsed as no port, but other programs may parse it
        // differently.
        if (port == 0 || port > HIGHEST_PORT || address.getRawAuthority().endsWith(":")) {
            throw refused("its port is not a number from 1 to " + HIGHEST_PORT);
        }
        return address;
    }

    /**
     * Checks an address that the shop's adapter returned, before it is stored or shown.
     *
     * @throws ShopException BAD_ANSWER if a browser must not be sent there
     */
    public static URI fromShop(URI page) {
        try {
            if (require(page).toString().length() <= MAX_LENGTH) {
                return page;
            }
        } catch (ShopException unusable) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    "The shop returned the address of a page that cannot be linked to. " + unusable.getMessage());
        }
        throw new ShopException(
                ShopError.BAD_ANSWER,
                "The shop returned the address of a page that is longer than " + MAX_LENGTH
                        + " characters. Shorten it in the shop.");
    }

    /** The port that a connection to it uses. */
    static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static ShopException refused(String why) {
        return new ShopException(
                ShopError.MISCONFIGURED,
                "The address cannot be used: " + why
                        + ". Enter an absolute http or https address without user name, such as https://shop.example/page.");
    }
}
