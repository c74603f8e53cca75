package shop.gather.adapter.sampleshop;

import java.net.URI;
import java.util.List;
import shop.gather.adapter.support.Settings;
import shop.gather.adapter.support.SignedNotifications;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/** Connects to one shop of a sample shop deployment. */
public final class SampleShopAdapter implements ShopAdapter {

    /** The id of this adapter. */
    public static final String ID = "sample-shop";

    static final String BASE_URL = "baseUrl";
    static final String ADMIN_KEY = "adminKey";
    static final String WEBHOOK_SECRET = "webhookSecret";
    static final String STOREFRONT_URL = "storefrontUrl";

    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            ID,
            "Sample shop",
            AdapterDescriptor.CURRENT_SPI,
            List.of(
                    Setting.url(BASE_URL, true, "Address of the shop, with its id: http://host/sample-shop/shops/{id}"),
                    Setting.secret(ADMIN_KEY, true, "The admin key that was shown when the shop was opened"),
                    Setting.secret(
                            WEBHOOK_SECRET,
                            false,
                            "The webhook secret that was shown when the shop was opened; without it changes are found by polling"),
                    Setting.link(
                            STOREFRONT_URL,
                            false,
                            "Address at which buyers see the shop, if it differs from the shop's address above")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        Settings settings = new Settings(context);
        URI base = URI.create(settings.baseAddress(BASE_URL));
        URI storefront =
                settings.optionalBaseAddress(STOREFRONT_URL).map(URI::create).orElse(base);
        ShopClient client =
                new ShopClient(new ShopApi(context.http(), base, settings.headerValue(ADMIN_KEY)), context.clock());
        // Checks the credentials first: of several wrong settings this is the one to report.
        Wire.Self self = client.self();
        return SampleShop.of(
                client,
                self,
                storefront,
                settings.optionalSecret(WEBHOOK_SECRET)
                        .map(secret -> new SignedNotifications(secret, context.clock())));
    }
}
