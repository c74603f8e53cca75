package shop.gather.adapter.http;

import java.util.List;
import shop.gather.adapter.support.Settings;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/**
 * Connects to any shop that answers Gather's HTTP contract. The shop declares its capabilities in its discovery
 * document.
 */
public final class HttpAdapter implements ShopAdapter {

    /** The id of this adapter. */
    public static final String ID = "http";

    static final String BASE_URL = "baseUrl";
    static final String SECRET = "secret";

    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            ID,
            "Any shop, by a small HTTP contract",
            AdapterDescriptor.CURRENT_SPI,
            List.of(
                    Setting.url(
                            BASE_URL,
                            true,
                            "Address below which the shop answers the contract, for example https://shop.example/gather"),
                    Setting.secret(
                            SECRET,
                            true,
                            "The secret that the shop was given too, whsec_ and base64; while you change it, the new and the old one"
                                    + " with a space between them")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        Settings settings = new Settings(context);
        StandardWebhooks signing = Secrets.of(settings.text(SECRET));
        ContractApi api = new ContractApi(settings.baseAddress(BASE_URL), signing, context.http(), context.clock());
        return HttpShop.of(Discovery.of(api), api, new ContractNotifications(signing, context.clock()));
    }
}
