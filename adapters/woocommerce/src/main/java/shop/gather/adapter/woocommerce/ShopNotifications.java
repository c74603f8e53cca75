package shop.gather.adapter.woocommerce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.SignedNotifications;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Notifications of Gather's plugin, signed with its secret, and of WooCommerce's webhooks, signed with theirs. Each is
 * verified by its own rules; the headers tell which it is. Thread-safe.
 *
 * @param plugin empty without the plugin
 * @param webhooks empty without a secret for webhooks
 */
record ShopNotifications(Optional<Notifications> plugin, Optional<Notifications> webhooks) implements Notifications {

    /** The plugin signs as the Standard Webhooks specification says. */
    private static final String PLUGINS_SIGNATURE = "webhook-signature";

    /** Empty if the shop can send nothing that could be verified. */
    static Optional<Notifications> of(WooSettings settings, Clock clock) {
        Optional<Notifications> plugin = settings.pluginSecret().map(secret -> new SignedNotifications(secret, clock));
        Optional<Notifications> webhooks = settings.webhookSecret()
                .map(secret -> SharedSecret.of(secret.getBytes(StandardCharsets.UTF_8)))
                .map(secret -> new WooNotifications(secret, clock));
        return plugin.isEmpty() && webhooks.isEmpty()
                ? Optional.empty()
                : Optional.of(new ShopNotifications(plugin, webhooks));
    }

    @Override
    public List<String> changedOrders(Notification notification) {
        boolean fromPlugin = notification.headers().containsKey(PLUGINS_SIGNATURE);
        return (fromPlugin ? plugin : webhooks)
                .orElseThrow(() -> new ShopException(
                        ShopError.BAD_SIGNATURE,
                        "notification dropped: there is no "
                                + (fromPlugin ? WooSettings.PLUGIN_SECRET : WooSettings.WEBHOOK_SECRET)
                                + " to verify it with"))
                .changedOrders(notification);
    }
}
