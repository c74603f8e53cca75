package shop.gather.adapter.medusa;

import java.util.List;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/** Connects Gather to Medusa 2. */
public final class MedusaAdapter implements ShopAdapter {

    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            "medusa",
            "Medusa",
            AdapterDescriptor.CURRENT_SPI,
            List.of(
                    Setting.url(
                            MedusaSettings.API_URL,
                            true,
                            "Address of the Medusa server, without /admin or /store, for example https://api.example.com"),
                    Setting.secret(
                            MedusaSettings.SECRET_KEY,
                            true,
                            "Secret API key made for Gather (Settings, Secret API Keys); it starts with sk_"),
                    Setting.text(
                            MedusaSettings.PUBLISHABLE_KEY,
                            true,
                            "Publishable API key of the storefront's sales channel (Settings, Publishable API Keys)"),
                    Setting.link(
                            MedusaSettings.STOREFRONT_URL,
                            true,
                            "Address of a product's page with {handle}, {productId}, {variantId} or {sku} in it, for example"
                                    + " https://www.example.com/products/{handle}"),
                    Setting.link(
                            MedusaSettings.HOME_URL,
                            false,
                            "Address of the front page, if it is not the storefront's root"),
                    Setting.text(
                            MedusaSettings.REGION_ID,
                            false,
                            "Id of the region whose prices campaigns are made of, if the store has more than one and no default"),
                    Setting.secret(
                            MedusaSettings.NOTIFICATION_SECRET,
                            false,
                            "The GATHER_SECRET that Gather's subscriber in Medusa was given; unlocks news within seconds")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        return MedusaShop.connect(MedusaSettings.read(context), context);
    }
}
