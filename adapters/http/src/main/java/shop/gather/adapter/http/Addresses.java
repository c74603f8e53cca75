package shop.gather.adapter.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Addresses of the web, and what may stand in them. */
final class Addresses {

    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:~-]{1,100}");

    private Addresses() {}

    /** Where the contract is answered, without a slash at the end. */
    record Base(String address) {
        URI at(String target) {
            return URI.create(address + target);
        }
    }

    static Base base(String text) {
        String address = text.strip().replaceAll("/+$", "");
        URI uri = web(address)
                .filter(web -> web.getRawQuery() == null && web.getRawFragment() == null)
                .orElseThrow(() -> new ShopException(
                        ShopError.MISCONFIGURED,
                        HttpAdapter.BASE_URL + " must be an absolute http or https address without ? or #"));
        return new Base(uri.toString());
    }

    /** The address, if it is an absolute one of the web that names no user. */
    static Optional<URI> web(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether a text can be an id at such a shop. Ids need no encoding in a path; anything else the shop cannot know and is not asked for. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The text as part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
