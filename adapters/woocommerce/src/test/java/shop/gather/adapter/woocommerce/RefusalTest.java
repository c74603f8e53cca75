package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.adapter.woocommerce.CannedShop.line;
import static shop.gather.adapter.woocommerce.CannedShop.order;
import static shop.gather.adapter.woocommerce.CannedShop.refusal;

import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;

/**
 * Whose word an error is: only the shop itself refuses, or says that there is no such order; a page of anything before
 * it leaves the outcome unknown.
 */
class RefusalTest {

    private final CannedShop canned = new CannedShop();
    private final CannedHttp http = canned.http();

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

    /** A page of a cache or a firewall is no word of the shop about the order. */
    @Test
    void anotherNotFoundIsNotTheShopsWord() {
        Shop shop = canned.connect();
        http.answer("/orders/7", 404, Map.of(), "<html>Not found</html>");
        assertThat(refusal(() -> shop.orders().order("7")).error()).isEqualTo(ShopError.MISCONFIGURED);
        http.answer("/orders/7", 500, Map.of(), "{\"code\":\"internal_server_error\",\"message\":\"critical error\"}");
        assertThat(shop.cancellations().orElseThrow().cancel(new Cancellation("k", "7", "r")))
                .isInstanceOf(Unknown.class);
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
        return canned.connect()
                .lineCancellations()
                .orElseThrow()
                .cancelLine(LineCancellation.whole("k", "7", "1", "r"));
    }

    private CommandResult refund() {
        return canned.connect()
                .refunds()
                .orElseThrow()
                .refund(new RefundRequest("k", "7", "7", Money.parse("EUR 5.95"), List.of(), "r"));
    }
}
