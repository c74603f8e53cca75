package ${package};

import java.util.List;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/** Connects Gather to ${shopName} shops. Holds no state of a store. */
public final class ${shopName}Adapter implements ShopAdapter {

    static final String BASE_URL = "baseUrl";
    static final String SECRET = "secret";

    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            "${artifactId}",
            "${shopName}",
            AdapterDescriptor.CURRENT_SPI,
            List.of(
                    Setting.url(BASE_URL, true, "Address of the shop's API"),
                    Setting.secret(SECRET, true, "The secret that the shop shows among its settings, whsec_...")));

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Shop connect(ShopContext context) {
        ShopApi api = new ShopApi(context);
        return new ${shopName}Shop(api, Pages.of(api.get("/discovery")));
    }
}
