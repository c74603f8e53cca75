package shop.gather.adapter.woocommerce;

import java.net.URI;
import java.util.Optional;
import shop.gather.adapter.signing.SharedSecret;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * What the owner entered, checked.
 *
 * @param site address of the WordPress site, without a slash at the end
 * @param webhookUrl where WooCommerce should send its webhooks; empty if the adapter is not to make any
 */
record WooSettings(
        String site,
        String consumerKey,
        String consumerSecret,
        Optional<SharedSecret> pluginSecret,
        Optional<String> webhookSecret,
        Optional<String> webhookUrl) {

    static final String SHOP_URL = "shopUrl";
    static final String CONSUMER_KEY = "consumerKey";
    static final String CONSUMER_SECRET = "consumerSecret";
    static final String PLUGIN_SECRET = "pluginSecret";
    static final String WEBHOOK_SECRET = "webhookSecret";
    static final String WEBHOOK_URL = "webhookUrl";

    private static final int LEAST_SECRET = 24;

    static WooSettings read(ShopContext context) {
        String site = context.required(SHOP_URL).strip().replaceAll("/+$", "").replaceAll("/wp-json$", "");
        address(SHOP_URL, site);
        if (site.matches("(?i).*\\.php")) {
            throw misconfigured(SHOP_URL + " must be the address of the site, without a file: leave out "
                    + site.substring(site.lastIndexOf('/')));
        }
        Optional<String> webhookSecret = filled(context, WEBHOOK_SECRET);
        Optional<String> webhookUrl = filled(context, WEBHOOK_URL);
        webhookUrl.ifPresent(url -> address(WEBHOOK_URL, url));
        if (webhookUrl.isPresent() && webhookSecret.isEmpty()) {
            throw misconfigured(WEBHOOK_URL + " needs a " + WEBHOOK_SECRET + " with which the webhooks are signed");
        }
        if (webhookSecret.filter(secret -> secret.length() < LEAST_SECRET).isPresent()) {
            throw misconfigured("the " + WEBHOOK_SECRET + " needs at least " + LEAST_SECRET + " characters");
        }
        return new WooSettings(
                site,
                context.required(CONSUMER_KEY).strip(),
                context.required(CONSUMER_SECRET).strip(),
                filled(context, PLUGIN_SECRET).map(text -> SharedSecret.of(PLUGIN_SECRET, text)),
                webhookSecret,
                webhookUrl);
    }

    boolean isEncrypted() {
        return site.regionMatches(true, 0, "https:", 0, 6);
    }

    private static Optional<String> filled(ShopContext context, String key) {
        return context.setting(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static void address(String setting, String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new ShopException(ShopError.MISCONFIGURED, setting + " is not an address: " + text, notAnAddress);
        }
        throw misconfigured(setting + " must be an absolute http or https address without ? or #");
    }

    private static ShopException misconfigured(String message) {
        return new ShopException(ShopError.MISCONFIGURED, message);
    }
}
