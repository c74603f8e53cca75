package shop.gather.tck.memory;

import java.util.List;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;

/** Connects to the honest shop in memory. */
public final class MemoryAdapter implements ShopAdapter {

    private final MemoryBackend backend;

    public MemoryAdapter(MemoryBackend backend) {
        this.backend = backend;
    }

    @Override
    public AdapterDescriptor descriptor() {
        return new AdapterDescriptor(
                "memory",
                "Shop in memory",
                AdapterDescriptor.CURRENT_SPI,
                List.of(
                        Setting.url("address", true, "Where the shop answers, without a path"),
                        Setting.secret("adminPassword", true, "The password of the shop's owner"),
                        Setting.secret("hookSecret", true, "With what the shop signs its notifications"),
                        Setting.link("storefront", true, "Where the shop's customers look at a product")));
    }

    @Override
    public Shop connect(ShopContext context) {
        return new MemoryShop(context, backend);
    }
}
