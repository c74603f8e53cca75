package shop.gather.adapter.vendure;

import java.util.List;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/** Connects Gather to Vendure 3.6 and later. */
public final class VendureAdapter implements ShopAdapter {

    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            "vendure",
            "Vendure",
            AdapterDescriptor.CURRENT_SPI,
            List.of(
                    Setting.url(
                            VendureSettings.API_URL,
                            true,
                            "Address of the Vendure server, without /admin-api or /shop-api, for example https://api.example.com"),
                    Setting.link(
                            VendureSettings.STOREFRONT_URL,
                            true,
                            "Address of a product's page with {slug}, {productId}, {variantId} or {sku} in it, for example"
                                    + " https://www.example.com/products/{slug}"),
                    Setting.link(
                            VendureSettings.HOME_URL,
                            false,
                            "Address of the front page, if it is not the storefront's root"),
                    Setting.text(
                            VendureSettings.USERNAME,
                            false,
                            "User name of an administrator made for Gather; with the password, or else an API key"),
                    Setting.secret(VendureSettings.PASSWORD, false, "Password of that administrator"),
                    Setting.secret(
                            VendureSettings.API_KEY,
                            false,
                            "API key of Vendure, instead of user name and password; slower, because Vendure hashes it on every call"),
                    Setting.text(
                            VendureSettings.CHANNEL_TOKEN,
                            false,
                            "Token of the channel to sell in (Settings, Channels), if it is not the default channel"),
                    Setting.secret(
                            VendureSettings.PLUGIN_SECRET,
                            false,
                            "The secret that Gather's plugin for Vendure was given; unlocks exact prices and news within seconds")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        return VendureShop.connect(VendureSettings.read(context), context);
    }
}
