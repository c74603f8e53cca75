package shop.gather.adapter.sampleshop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

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
                    Setting.url(BASE_URL, true, "Where the shop is, with its id: http://host/sample-shop/shops/{id}"),
                    Setting.secret(ADMIN_KEY, true, "The admin key that was shown when the shop was opened"),
                    Setting.secret(
                            WEBHOOK_SECRET,
                            false,
                            "The webhook secret that was shown when the shop was opened; without it news comes by polling"),
                    Setting.link(
                            STOREFRONT_URL,
                            false,
                            "Where buyers see the shop, if that is another address than the first one")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        URI base = address(BASE_URL, context.required(BASE_URL));
        URI storefront = context.setting(STOREFRONT_URL)
                .filter(url -> !url.isBlank())
                .map(url -> address(STOREFRONT_URL, url))
                .orElse(base);
        ShopClient client = new ShopClient(new ShopApi(context.http(), base, key(context.required(ADMIN_KEY))));
        // First whether the shop lets us in: of several wrong settings that is the one to tell.
        Wire.Self self = client.self();
        Webhooks webhooks = context.setting(WEBHOOK_SECRET)
                .filter(secret -> !secret.isBlank())
                .map(secret -> new Webhooks(secret, context.clock()))
                .orElse(null);
        return new SampleShop(client, self, storefront, webhooks);
    }

    private static URI address(String setting, String text) {
        try {
            URI uri = new URI(text.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw misconfigured(setting + " is not an address", e);
        }
        throw misconfigured(setting + " must be an absolute http or https address", null);
    }

    private static String key(String text) {
        String key = text.strip();
        if (!key.matches("[\\x21-\\x7e]{1,200}")) {
            throw misconfigured(ADMIN_KEY + " is not a key of a sample shop", null);
        }
        return key;
    }

    private static ShopException misconfigured(String message, Throwable cause) {
        return new ShopException(ShopError.MISCONFIGURED, message, cause);
    }
}
