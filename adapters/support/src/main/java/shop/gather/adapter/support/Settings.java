package shop.gather.adapter.support;

import java.net.URI;
import java.util.Optional;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Reads and checks the settings that a store's owner entered. Each refusal is {@code MISCONFIGURED} and names the
 * setting.
 */
public record Settings(ShopContext context) {

    /** A required text, without white space around it. */
    public String text(String key) {
        return context.required(key).strip();
    }

    /** Empty if nothing or only white space was entered. */
    public Optional<String> optionalText(String key) {
        return context.setting(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A required address that paths are appended to: absolute, without a query, without slashes at its end. */
    public String baseAddress(String key) {
        return checkedBase(key, text(key));
    }

    /** @see #baseAddress */
    public Optional<String> optionalBaseAddress(String key) {
        return optionalText(key).map(text -> checkedBase(key, text));
    }

    private static String checkedBase(String key, String text) {
        String address = text.replaceAll("/+$", "");
        return Urls.web(address)
                .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                .map(URI::toString)
                .orElseThrow(() -> misconfigured(key + " must be an absolute http or https address without ? or #"));
    }

    /** An optional absolute address. */
    public Optional<URI> optionalAddress(String key) {
        return optionalText(key).map(text -> Urls.web(text)
                .orElseThrow(() -> misconfigured(key + " must be an absolute http or https address")));
    }

    /** A required key that is sent in a header: printable ASCII only, so that it cannot end the header. */
    public String headerValue(String key) {
        String text = text(key);
        if (!text.matches("[\\x21-\\x7e]{1,500}")) {
            throw misconfigured(key + " is not a key of the shop: copy it again");
        }
        return text;
    }

    /** An optional secret shared with the shop, or with Gather's plugin in it. */
    public Optional<SharedSecret> optionalSecret(String key) {
        return optionalText(key).map(text -> SharedSecret.of(key, text));
    }

    private static ShopException misconfigured(String message) {
        return new ShopException(ShopError.MISCONFIGURED, message);
    }
}
