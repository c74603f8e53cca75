package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.VariantSnapshot;

/** What the shop sells: its stock and whether it can be bought, and the price with the taxes of the shop's place. */
class CatalogTest {

    private final CannedShop canned = new CannedShop();
    private final CannedHttp http = canned.http();

    @Test
    void stockIsToldOnlyWhereItIsCounted() {
        http.json("/settings/general", CannedHttp.general("JPY", "0", "no"));
        String product = """
                {"id":12,"name":"Tea","type":"simple","status":"%s","sku":"","price":"%s","manage_stock":%s,"stock_quantity":%s,
                 "stock_status":"%s","purchasable":true,"tax_status":"taxable"}""";
        http.json("/products/12", product.formatted("publish", "1200", "false", "null", "instock"));
        VariantSnapshot uncounted = canned.connect().catalog().variant("12").orElseThrow();
        assertThat(uncounted.stock()).isEmpty();
        assertThat(uncounted.price()).isEqualTo(Money.parse("JPY 1200"));
        assertThat(uncounted.available()).isTrue();
        http.json("/products/12", product.formatted("publish", "1200", "true", "-3", "onbackorder"));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().stock())
                .hasValue(0);
        http.json("/products/12", product.formatted("publish", "", "false", "null", "instock"));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().available())
                .isFalse();
        http.json("/products/12", product.formatted("draft", "5", "false", "null", "instock"));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().available())
                .isFalse();
        http.json("/products/12", product.formatted("publish", "5", "true", "0", "outofstock"));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().available())
                .isFalse();
    }

    @Test
    void taxesOfTheShopsPlaceAreAdded() {
        http.json("/settings/tax", "[{\"id\":\"woocommerce_prices_include_tax\",\"value\":\"no\"}]");
        String rate =
                "{\"id\":%d,\"country\":\"%s\",\"state\":\"%s\",\"postcode\":\"\",\"city\":\"%s\",\"rate\":\"%s\",\"priority\":%d,\"compound\":%s,\"order\":%d,\"class\":\"%s\"}";
        http.json(
                "/taxes",
                "["
                        + String.join(
                                ",",
                                rate.formatted(1, "US", "", "", "5.0000", 1, false, 9, "standard"),
                                rate.formatted(2, "US", "CA", "", "7.2500", 1, false, 10, "standard"),
                                rate.formatted(3, "US", "CA", "OAKLAND", "9.0000", 1, false, 1, "standard"),
                                rate.formatted(4, "US", "NY", "", "4.0000", 1, false, 1, "standard"),
                                rate.formatted(5, "US", "CA", "", "10.0000", 2, true, 1, "standard"),
                                rate.formatted(6, "US", "CA", "", "1.0000", 1, false, 1, "reduced-rate"))
                        + "]");
        String product = """
                {"id":12,"name":"Tea","type":"simple","status":"publish","sku":"","price":"100","manage_stock":false,
                 "stock_status":"instock","purchasable":true,"tax_status":"%s","tax_class":"%s"}""";
        http.json("/products/12", product.formatted("taxable", ""));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().price())
                .as("7.25 of the state, and 10 compound on top")
                .isEqualTo(Money.parse("EUR 117.98"));
        http.json("/products/12", product.formatted("taxable", "reduced-rate"));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().price())
                .isEqualTo(Money.parse("EUR 101.00"));
        http.json("/products/12", product.formatted("none", ""));
        assertThat(canned.connect().catalog().variant("12").orElseThrow().price())
                .isEqualTo(Money.parse("EUR 100.00"));
        assertThat(canned.connect().identify().pricesIncludeTax()).isFalse();
    }
}
