package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** What becomes of answers that a WooCommerce, or what stands there instead, may give. */
class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final CannedHttp http = new CannedHttp();

    private Shop connect(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "shopUrl", "http://10.0.0.5/blog/",
                "consumerKey", "ck_key",
                "consumerSecret", "cs_secret"));
        settings.putAll(more);
        return new WooCommerceAdapter()
                .connect(ContextOver.of(settings, network -> http, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private Shop connect() {
        return connect(Map.of());
    }

    private static ShopException refusal(Runnable call) {
        ShopException[] refusal = new ShopException[1];
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ShopException.class, failure -> refusal[0] = failure);
        return refusal[0];
    }

    /** What connecting leads to where every call is answered so. */
    private ShopException refusalOf(int status, Map<String, String> headers) {
        http.answer("/wp-json/", status, headers, "<html>");
        return refusal(this::connect);
    }

    private static String order(String status, String paid, String lines, String totals, String more) {
        return """
                {"id":7,"number":"1007","status":"%s","currency":"EUR","customer_id":0,"date_created_gmt":"2026-11-22T11:00:00",
                 "date_modified_gmt":"2026-11-22T11:30:00","date_paid_gmt":%s,"payment_method":"card","line_items":[%s],%s%s}""".formatted(status, paid, lines, totals, more);
    }

    private static String line(int id, String total, String tax) {
        return "{\"id\":%d,\"product_id\":12,\"variation_id\":0,\"quantity\":1,\"total\":\"%s\",\"total_tax\":\"%s\"}"
                .formatted(id, total, tax);
    }

    @Test
    void signaturesAreMadeForTheSitesOwnAddressAndItsOwnTime() {
        http.answer(
                "/wp-json/",
                200,
                Map.of("date", "Sun, 22 Nov 2026 12:40:00 GMT"),
                "{\"name\":\"Tea\",\"home\":\"https://shop.example/blog/\",\"namespaces\":[\"wc/v3\"]}");
        connect().close();
        String query = http.sent().get(1).uri().getQuery();
        Map<String, String> sent = new HashMap<>();
        for (String pair : query.split("&")) {
            sent.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        long shops = NOW.plus(Duration.ofMinutes(40)).getEpochSecond();
        assertThat(sent).containsEntry("oauth_timestamp", Long.toString(shops));
        String expected = new OAuth("ck_key", "cs_secret")
                .signed(
                        "GET",
                        "http://shop.example/blog/wp-json/wc/v3/settings/general",
                        Map.of("_fields", "id,value"),
                        shops,
                        sent.get("oauth_nonce"))
                .get("oauth_signature");
        assertThat(sent.get("oauth_signature")).isEqualTo(expected);
        assertThat(http.sent().get(1).uri().getHost()).isEqualTo("10.0.0.5");
    }

    @Test
    void whatIsNotAWooCommerceIsSaidToBeNone() {
        http.json("/wp-json/", "{\"name\":\"x\",\"home\":\"http://x\",\"namespaces\":[\"wp/v2\"]}");
        assertThat(refusal(this::connect).error()).isEqualTo(ShopError.MISCONFIGURED);
    }

    @Test
    void failuresAreToldApart() {
        assertThat(refusalOf(301, Map.of("location", "https://www.shop.example/")))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("shopUrl");
        assertThat(refusalOf(404, Map.of()))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("ermalinks");
        assertThat(refusalOf(503, Map.of("retry-after", "600"))).satisfies(failure -> {
            assertThat(failure.error()).isEqualTo(ShopError.SHOP_FAILED);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(600));
        });
        assertThat(refusalOf(429, Map.of("retry-after", "Sun, 22 Nov 2026 12:00:30 GMT"))
                        .retryAfter())
                .contains(Duration.ofSeconds(30));
    }

    /** PHP writes its warnings before the answer. */
    @Test
    void anAnswerWithAWarningBeforeItIsUnreadable() {
        Shop shop = connect();
        http.json(
                "/orders/7",
                "<b>Warning</b>: Undefined index\n" + order("processing", "null", "", "", "\"total\":\"0\""));
        assertThat(refusal(() -> shop.orders().order("7")).error()).isEqualTo(ShopError.BAD_ANSWER);
    }

    @Test
    void linesOfFineAmountsCostTogetherWhatWasCharged() {
        String third = "\"total\":\"20.01\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"";
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "5.605042", "1.064958") + "," + line(2, "5.605042", "1.064958") + ","
                                + line(3, "5.605042", "1.064958"),
                        third,
                        ""));
        OrderSnapshot order = connect().orders().order("7").orElseThrow();
        assertThat(order.lines()).extracting(OrderSnapshot.Line::gross).containsOnly(Money.parse("EUR 6.67"));
        assertThat(order.shipping()).isEqualTo(Money.zero(CurrencyUnit.EUR));
        assertThat(order.lines())
                .allMatch(each -> each.net().isPositive() && !each.tax().isNegative());
        assertThat(order.payments().get(0).paidAt()).contains(Instant.parse("2026-11-22T11:05:00Z"));
    }

    @Test
    void aCentTooManyIsFoundAndFeesAreLikeShipping() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "3.335", "0") + "," + line(2, "3.335", "0") + "," + line(3, "3.33", "0"),
                        "\"total\":\"14.50\",\"shipping_total\":\"2.00\",\"shipping_tax\":\"0.38\"",
                        ",\"fee_lines\":[{\"total\":\"2.12\",\"total_tax\":\"0.00\"}]"));
        OrderSnapshot order = connect().orders().order("7").orElseThrow();
        assertThat(order.shipping()).isEqualTo(Money.parse("EUR 4.50"));
        assertThat(order.lines())
                .extracting(each -> each.gross().getAmountMinorInt())
                .containsExactly(334, 333, 333);
    }

    @Test
    void aFeeBelowZeroIsADiscountOnTheGoods() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "10.00", "0") + "," + line(2, "5.00", "0"),
                        "\"total\":\"12.00\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"fee_lines\":[{\"total\":\"-3.00\",\"total_tax\":\"0.00\"}]"));
        OrderSnapshot order = connect().orders().order("7").orElseThrow();
        assertThat(order.lines())
                .extracting(each -> each.gross().getAmountMinorInt())
                .containsExactly(800, 400);
        assertThat(order.shipping().isZero()).isTrue();
    }

    @Test
    void linesOfARefundByAPersonAreRead() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "10.00", "1.90"),
                        "\"total\":\"11.90\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"refunds\":[{\"id\":9,\"total\":\"-5.95\"}]"));
        http.json("/orders/7/refunds", """
                [{"id":9,"amount":"5.95","reason":"broken","date_created_gmt":"2026-11-22T11:20:00","line_items":[
                  {"id":90,"quantity":0,"total":"-5.00","total_tax":"-0.95","meta_data":[{"id":1,"key":"_refunded_item_id","value":"1"}]}]}]""");
        OrderSnapshot.Refund refund = connect()
                .orders()
                .order("7")
                .orElseThrow()
                .payments()
                .get(0)
                .refunds()
                .get(0);
        assertThat(refund.lines()).containsExactly(new RefundLine("1", Money.parse("EUR 5.95")));
        assertThat(refund.key()).isEmpty();
    }

    @Test
    void whatWasThrownAwayOrNeverPlacedIsNoOrder() {
        for (String status : new String[] {"trash", "auto-draft", "checkout-draft"}) {
            http.json("/orders/7", order(status, "null", "", "\"total\":\"0\"", ""));
            assertThat(connect().orders().order("7")).as(status).isEmpty();
        }
    }

    @Test
    void fractionsOfACentAreRefused() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "null",
                        "",
                        "\"total\":\"1.005\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ""));
        assertThat(refusal(() -> connect().orders().order("7"))).hasMessageContaining("decimals");
    }

    /** Also WordPress while WooCommerce is switched off is not the shop. */
    @ParameterizedTest
    @CsvSource({
        "400, <html>",
        "405, <html>",
        "409, <html>",
        "422, <html>",
        "501, <html>",
        "405, '{\"message\":\"not allowed\"}'",
        "400, '{\"code\":\"bad_request\",\"message\":\"bad request\"}'",
        "405, '{\"code\":405,\"data\":{}}'",
        "404, '{\"code\":\"rest_no_route\",\"message\":\"No route was found\",\"data\":{\"status\":404}}'"
    })
    void onlyTheShopRefuses(int status, String body) {
        answerChangesOfALine(status, body);
        assertThat(cancelLine()).isInstanceOf(Unknown.class);
        assertThat(refund()).isInstanceOf(Unknown.class);
    }

    @Test
    void whatTheShopItselfRefusesIsRefused() {
        answerChangesOfALine(
                400, "{\"code\":\"rest_invalid_param\",\"message\":\"Invalid parameter\",\"data\":{\"status\":400}}");
        assertThat(cancelLine()).isInstanceOf(Refused.class);
        assertThat(refund()).isInstanceOf(Refused.class);
    }

    private void answerChangesOfALine(int status, String body) {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "10.00", "1.90") + "," + line(2, "10.00", "1.90"),
                        "\"total\":\"23.80\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ""));
        http.answer("/orders/7/refunds", status, Map.of(), body);
    }

    private CommandResult cancelLine() {
        return connect().lineCancellations().orElseThrow().cancelLine(new LineCancellation("k", "7", "1", "r"));
    }

    private CommandResult refund() {
        return connect()
                .refunds()
                .orElseThrow()
                .refund(new RefundRequest("k", "7", "7", Money.parse("EUR 5.95"), List.of(), "r"));
    }

    /** A page of a cache or a firewall is no word of the shop about the order. */
    @Test
    void anotherNotFoundIsNotTheShopsWord() {
        Shop shop = connect();
        http.answer("/orders/7", 404, Map.of(), "<html>Not found</html>");
        assertThat(refusal(() -> shop.orders().order("7")).error()).isEqualTo(ShopError.MISCONFIGURED);
        http.answer("/orders/7", 500, Map.of(), "{\"code\":\"internal_server_error\",\"message\":\"critical error\"}");
        assertThat(shop.cancellations()
                        .orElseThrow()
                        .cancel(new shop.gather.spi.Cancellations.Cancellation("k", "7", "r")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void stockIsToldOnlyWhereItIsCounted() {
        http.json("/settings/general", CannedHttp.general("JPY", "0", "no"));
        String product = """
                {"id":12,"name":"Tea","type":"simple","status":"%s","sku":"","price":"%s","manage_stock":%s,"stock_quantity":%s,
                 "stock_status":"%s","purchasable":true,"tax_status":"taxable"}""";
        http.json("/products/12", product.formatted("publish", "1200", "false", "null", "instock"));
        VariantSnapshot uncounted = connect().catalog().variant("12").orElseThrow();
        assertThat(uncounted.stock()).isEmpty();
        assertThat(uncounted.price()).isEqualTo(Money.parse("JPY 1200"));
        assertThat(uncounted.available()).isTrue();
        http.json("/products/12", product.formatted("publish", "1200", "true", "-3", "onbackorder"));
        assertThat(connect().catalog().variant("12").orElseThrow().stock()).hasValue(0);
        http.json("/products/12", product.formatted("publish", "", "false", "null", "instock"));
        assertThat(connect().catalog().variant("12").orElseThrow().available()).isFalse();
        http.json("/products/12", product.formatted("draft", "5", "false", "null", "instock"));
        assertThat(connect().catalog().variant("12").orElseThrow().available()).isFalse();
        http.json("/products/12", product.formatted("publish", "5", "true", "0", "outofstock"));
        assertThat(connect().catalog().variant("12").orElseThrow().available()).isFalse();
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
        assertThat(connect().catalog().variant("12").orElseThrow().price())
                .as("7.25 of the state, and 10 compound on top")
                .isEqualTo(Money.parse("EUR 117.98"));
        http.json("/products/12", product.formatted("taxable", "reduced-rate"));
        assertThat(connect().catalog().variant("12").orElseThrow().price()).isEqualTo(Money.parse("EUR 101.00"));
        http.json("/products/12", product.formatted("none", ""));
        assertThat(connect().catalog().variant("12").orElseThrow().price()).isEqualTo(Money.parse("EUR 100.00"));
        assertThat(connect().identify().pricesIncludeTax()).isFalse();
    }

    @Test
    void settingsThatCannotWorkAreRefusedInWords() {
        assertThat(refusal(() -> connect(Map.of("shopUrl", "ftp://shop.example"))))
                .hasMessageContaining("shopUrl");
        assertThat(refusal(() -> connect(Map.of("webhookUrl", "https://gather.example/hooks/1"))))
                .hasMessageContaining("webhookSecret");
        assertThat(refusal(() -> connect(Map.of("webhookSecret", "short")))).hasMessageContaining("24");
        assertThat(refusal(() -> connect(Map.of("pluginSecret", "short")))).hasMessageContaining("24");
    }

    /** The key may do without webhooks, but then the owner must know. */
    @Test
    void webhooksThatMayNotBeMadeAreSaid() {
        http.answer("/webhooks", 403, Map.of(), "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"no\"}");
        Map<String, String> wanted = Map.of(
                "webhookSecret", "a-secret-of-enough-characters", "webhookUrl", "https://gather.example/hooks/1");
        assertThat(refusal(() -> connect(wanted)))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("webhookUrl");
        http.answer("/webhooks", 502, Map.of(), "");
        connect(wanted).close();
    }
}
