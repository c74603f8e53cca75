package shop.gather.adapter.woocommerce;

import java.util.Optional;
import shop.gather.adapter.support.Settings;
import shop.gather.adapter.support.signing.SharedSecret;
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
        Settings settings = new Settings(context);
        String site = settings.baseAddress(SHOP_URL).replaceAll("/wp-json$", "");
        if (site.matches("(?i).*\\.php")) {
            throw misconfigured(SHOP_URL + " must be the address of the site, without a file: leave out "
                    + site.substring(site.lastIndexOf('/')));
        }
        Optional<String> webhookSecret = settings.optionalText(WEBHOOK_SECRET);
        Optional<String> webhookUrl = settings.optionalBaseAddress(WEBHOOK_URL);
        if (webhookUrl.isPresent() && webhookSecret.isEmpty()) {
            throw misconfigured(WEBHOOK_URL + " needs a " + WEBHOOK_SECRET + " with which the webhooks are signed");
        }
        if (webhookSecret.filter(secret -> secret.length() < LEAST_SECRET).isPresent()) {
            throw misconfigured("the " + WEBHOOK_SECRET + " needs at least " + LEAST_SECRET + " characters");
        }
        return new WooSettings(
                site,
                settings.text(CONSUMER_KEY),
                settings.text(CONSUMER_SECRET),
                settings.optionalSecret(PLUGIN_SECRET),
                webhookSecret,
                webhookUrl);
    }

    boolean isEncrypted() {
        return site.regionMatches(true, 0, "https:", 0, 6);
    }

    private static ShopException misconfigured(String message) {
        return new ShopException(ShopError.MISCONFIGURED, message);
    }
}
