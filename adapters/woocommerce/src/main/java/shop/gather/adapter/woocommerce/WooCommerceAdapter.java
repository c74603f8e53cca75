package shop.gather.adapter.woocommerce;

import java.util.List;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/** Connects Gather to WooCommerce 7 to 10. */
public final class WooCommerceAdapter implements ShopAdapter {

    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            "woocommerce",
            "WooCommerce",
            AdapterDescriptor.CURRENT_SPI,
            List.of(
                    Setting.url(
                            WooSettings.SHOP_URL,
                            true,
                            "Address of the WordPress site, without /wp-json, for example https://www.example.com"),
                    Setting.text(
                            WooSettings.CONSUMER_KEY,
                            true,
                            "Consumer key with Read/Write permission (WooCommerce, Settings, Advanced, REST API)"),
                    Setting.secret(
                            WooSettings.CONSUMER_SECRET, true, "Consumer secret that WooCommerce showed with the key"),
                    Setting.secret(
                            WooSettings.PLUGIN_SECRET,
                            false,
                            "The secret that Gather's plugin for WordPress was given; unlocks customer sessions, signed prices and"
                                    + " evidence on orders"),
                    Setting.secret(
                            WooSettings.WEBHOOK_SECRET,
                            false,
                            "A secret of your choice, 24 characters or more, with which WooCommerce signs its "
                                    + "webhooks; unlocks news within seconds"),
                    Setting.link(
                            WooSettings.WEBHOOK_URL,
                            false,
                            "The address that Gather shows for the store's notifications; with it Gather makes the webhooks"
                                    + " itself and switches them on again when WooCommerce disabled them")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        return WooCommerceShop.connect(WooSettings.read(context), context);
    }
}
