package ${package};

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.Catalog;
import shop.gather.spi.Customers;
import shop.gather.spi.Orders;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.Storefront;

/**
 * One connected shop. Each optional port that is overridden here is a capability: see shop.gather.spi.Shop for what it
 * unlocks.
 */
final class ${shopName}Shop implements Shop {

    private final ShopApi api;
    private final Pages pages;
    private final Reads reads;

    ${shopName}Shop(ShopApi api, Pages pages) {
        this.api = api;
        this.pages = pages;
        this.reads = new Reads(api);
    }

    /** Identifies the shop: Gather does not work with a shop whose fingerprint has changed. */
    @Override
    public ShopIdentity identify() {
        JsonObject shop = api.get("/discovery");
        return Snapshots.of(
                shop,
                said -> new ShopIdentity(
                        said.getString("fingerprint"),
                        said.getString("name"),
                        said.getJsonArray("currencies").getValuesAs(JsonString::getString).stream()
                                .map(CurrencyUnit::of)
                                .collect(Collectors.toSet()),
                        said.getBoolean("pricesIncludeTax")));
    }

    @Override
    public Catalog catalog() {
        return reads;
    }

    @Override
    public Customers customers() {
        return reads;
    }

    @Override
    public Orders orders() {
        return reads;
    }

    @Override
    public Storefront storefront() {
        return pages;
    }
}
