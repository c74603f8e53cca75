package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;

/** The adapter over a shop that says what a test tells it to, and what such a shop tells of an order. */
final class CannedShop {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final CannedHttp http = new CannedHttp();

    CannedHttp http() {
        return http;
    }

    /** @param more settings beside or instead of the usual ones */
    Shop connect(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "shopUrl", "http://10.0.0.5/blog/",
                "consumerKey", "ck_key",
                "consumerSecret", "cs_secret"));
        settings.putAll(more);
        return new WooCommerceAdapter()
                .connect(ContextOver.of(settings, network -> http, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    Shop connect() {
        return connect(Map.of());
    }

    /** What a call is refused with; a call that is not refused fails the test. */
    static ShopException refusal(Runnable call) {
        ShopException[] refusal = new ShopException[1];
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ShopException.class, failure -> refusal[0] = failure);
        return refusal[0];
    }

    /** An order 7 as the shop tells it; what is given is JSON. */
    static String order(String status, String paid, String lines, String totals, String more) {
        return """
                {"id":7,"number":"1007","status":"%s","currency":"EUR","customer_id":0,"date_created_gmt":"2026-11-22T11:00:00",
                 "date_modified_gmt":"2026-11-22T11:30:00","date_paid_gmt":%s,"payment_method":"card","line_items":[%s],%s%s}""".formatted(status, paid, lines, totals, more);
    }

    /** A line of one article. */
    static String line(int id, String total, String tax) {
        return "{\"id\":%d,\"product_id\":12,\"variation_id\":0,\"quantity\":1,\"total\":\"%s\",\"total_tax\":\"%s\"}"
                .formatted(id, total, tax);
    }
}
