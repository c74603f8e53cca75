package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.support.fixture.CannedHttp;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What each answer of a shop, or of something before it, is taken for. */
class AnswersTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static final String ORDER = """
            {"orderId":"7","number":"R-7","placedAt":"2026-11-22T10:00:00Z","state":"OPEN","currency":"EUR",
             "lines":[{"lineId":"1","variantId":"tea","quantity":2,"cancelledQuantity":0,
                       "net":{"amount":"10","currency":"EUR"},"tax":{"amount":"1.9","currency":"EUR"}}],
             "shipping":{"amount":"4.90","currency":"EUR"},"couponCodes":[],"metadata":{},
             "payments":[{"paymentId":"7-1","method":"card","state":"CAPTURED","amount":{"amount":"16.80","currency":"EUR"},
                          "captured":{"amount":"16.80","currency":"EUR"},"refunds":[]}]}""";

    private final CannedHttp http = new CannedHttp();
    private final ContractApi api = new ContractApi(
            "https://shop.example/gather", Secrets.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), http, NOON);
    private final Reads reads = new Reads(api, true);

    @ParameterizedTest
    @CsvSource({
        "not-found, 404, NOT_FOUND",
        "not-supported, 501, NOT_SUPPORTED",
        "price-unreachable, 422, PRICE_UNREACHABLE",
        "amount-too-high, 422, AMOUNT_TOO_HIGH",
        "payment-state, 409, PAYMENT_STATE",
        "order-state, 409, ORDER_STATE",
        "offer-limit, 409, OFFER_LIMIT",
        "key-reused, 422, SHOP_REFUSED",
        "something-new, 409, SHOP_REFUSED",
        "bad-signature, 401, UNAUTHORIZED",
    })
    void eachCodeOfTheContractIsItsOwnRefusal(String code, int status, RefusalCode expected) {
        http.then(status, "{\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\"because\"}");
        assertThat(cancel()).isInstanceOfSatisfying(CommandResult.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(expected);
            assertThat(refused.reason()).isNotBlank();
        });
    }

    /** Whoever answered, it was not the shop, or it failed half way: only the same key tells. */
    @ParameterizedTest
    @CsvSource({
        "200, <html>",
        "200, {}",
        "200, []",
        "200, ''",
        "200, '{\"outcome\":\"perhaps\",\"reference\":\"\"}'",
        "204, ''",
        "302, ''",
        "404, <html>",
        "418, {}",
        "500, {}",
        "502, <html>",
        "503, '{\"status\":503,\"code\":\"failed\"}'",
        "400, <html>",
        "405, <html>",
        "405, {}",
        "409, <html>",
        "410, <html>",
        "422, <html>",
        "501, <html>",
        "501, ''",
        "404, '{\"code\":\"rest_no_route\",\"message\":\"No route\",\"data\":{\"status\":404}}'",
        "404, '{\"code\":\"not-found\"}'",
        "405, '{\"status\":405,\"error\":\"Method Not Allowed\"}'",
        "422, '{\"status\":400,\"code\":\"order-state\"}'"
    })
    void aCommandMayHaveBeenDone(int status, String body) {
        http.then(status, body);
        assertThat(cancel()).isInstanceOf(CommandResult.Unknown.class);
    }

    @Test
    void aCommandComesBackWhenTheShopSaysSo() {
        http.then(429, Map.of("retry-after", "7"), "{}")
                .then(429, Map.of("retry-after", "Sun, 22 Nov 2026 12:00:30 GMT"), "{}")
                .then(409, Map.of("retry-after", "2"), "{\"status\":409,\"code\":\"in-flight\"}")
                .then(409, "{\"status\":409,\"code\":\"in-flight\"}")
                .then(429, Map.of("retry-after", "999999999"), "{}");
        assertThat(delay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(delay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(delay()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void onlyTheShopItselfCanSayThatAnOrderIsGone() {
        http.then(404, "{\"status\":404,\"code\":\"not-found\"}");
        assertThat(reads.order("7")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, <html>, MISCONFIGURED",
        "404, '{\"code\":\"rest_no_route\"}', MISCONFIGURED",
        "404, '{\"status\":404,\"code\":\"unknown-operation\"}', BAD_ANSWER",
        "302, '', MISCONFIGURED",
        "404, '{\"code\":\"not-found\"}', MISCONFIGURED",
        "410, '{\"status\":410,\"code\":\"not-found\"}', BAD_ANSWER",
        "200, <html>, BAD_ANSWER",
        "200, {}, BAD_ANSWER",
        "200, null, BAD_ANSWER",
        "401, {}, UNAUTHORIZED",
        "403, <html>, UNAUTHORIZED",
        "429, {}, RATE_LIMITED",
        "503, <html>, SHOP_FAILED",
    })
    void otherwiseAnOrderIsNeverSaidToBeGone(int status, String body, ShopError expected) {
        http.then(status, body);
        assertThat(reading().error()).isEqualTo(expected);
    }

    @Test
    void anOrderAsTheContractSaysIsRead() {
        http.then(200, ORDER);
        assertThat(reads.order("7").orElseThrow().lines().get(0).gross()).hasToString("EUR 11.90");
    }

    /** A custom item by weight, a discount on the order, a tip, a refund of shipping and of tax only. */
    @Test
    void anOrderOfAnyShapeIsRead() {
        http.then(
                200,
                ORDER.replace("\"variantId\":\"tea\",\"quantity\":2", "\"quantity\":0.5")
                        .replace(
                                "}],\n \"shipping\"",
                                "},{\"lineId\":\"2\",\"kind\":\"DISCOUNT\",\"quantity\":1,\"cancelledQuantity\":0,"
                                        + "\"net\":{\"amount\":\"-1\",\"currency\":\"EUR\"},\"tax\":{\"amount\":\"-0.19\",\"currency\":\"EUR\"}}],"
                                        + "\n \"shipping\"")
                        .replace("\"captured\":{\"amount\":\"16.80\"", "\"captured\":{\"amount\":\"18\"")
                        .replace("\"method\":\"card\"", "\"method\":\"voucher\",\"kind\":\"GIFT_CARD\"")
                        .replace(
                                "\"refunds\":[]",
                                "\"refunds\":[{\"refundId\":\"r\",\"amount\":{\"amount\":\"5\",\"currency\":\"EUR\"},\"settled\":true,"
                                        + "\"at\":\"2026-11-22T11:00:00Z\",\"shipping\":{\"amount\":\"4\",\"currency\":\"EUR\"},"
                                        + "\"lines\":[{\"lineId\":\"1\",\"amount\":{\"amount\":\"1\",\"currency\":\"EUR\"},"
                                        + "\"tax\":{\"amount\":\"1\",\"currency\":\"EUR\"}}]}]"));
        OrderSnapshot order = reads.order("7").orElseThrow();
        assertThat(order.lines())
                .extracting(OrderSnapshot.Line::kind)
                .containsExactly(LineKind.ARTICLE, LineKind.DISCOUNT);
        assertThat(order.lines().get(0).variantId()).isEmpty();
        assertThat(order.lines().get(0).quantity()).isEqualByComparingTo("0.5");
        assertThat(order.lines().get(1).gross()).hasToString("EUR -1.19");
        OrderSnapshot.Payment payment = order.payments().get(0);
        assertThat(payment.kind()).isEqualTo(PaymentKind.GIFT_CARD);
        assertThat(payment.captured()).hasToString("EUR 18.00");
        assertThat(payment.refunds().get(0).shipping()).hasToString("EUR 4.00");
        assertThat(payment.refunds().get(0).lines().get(0).tax().map(Object::toString))
                .contains("EUR 1.00");
    }

    /**
     * Money that is not exact, an order that is not the one, totals that contradict: none of it may become a posting.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"orderId\":\"7\"|\"orderId\":\"8\"|orderId",
                "\"amount\":\"1.9\"|\"amount\":1.9|amount",
                "\"amount\":\"1.9\"|\"amount\":\"1.905\"|tax",
                "\"amount\":\"1.9\"|\"amount\":\"-1.9\"|tax",
                "\"amount\":\"1.9\"|\"amount\":\"1e9\"|tax",
                "\"amount\":\"1.9\",\"currency\":\"EUR\"|\"amount\":\"1.9\",\"currency\":\"USD\"|tax",
                "\"OPEN\",\"currency\":\"EUR\"|\"OPEN\",\"currency\":\"ABC\"|currency",
                "\"quantity\":2|\"quantity\":0|quantity",
                "\"quantity\":2|\"quantity\":-2|quantity",
                "\"quantity\":2|\"quantity\":1e99|quantity",
                "\"quantity\":2|\"kind\":\"GIFT\",\"quantity\":2|kind",
                "\"cancelledQuantity\":0|\"cancelledQuantity\":3|cancelledQuantity",
                "\"state\":\"OPEN\"|\"state\":\"SHIPPED\"|state",
                "\"lineId\":\"1\"|\"lineId\":\"../1\"|lineId",
                "\"placedAt\":\"2026-11-22T10:00:00Z\"|\"placedAt\":\"yesterday\"|placedAt",
                "\"metadata\":{}|\"metadata\":{\"a\":1}|metadata",
            })
    void whatCannotBeTrustedIsNotRead(String good, String bad, String named) {
        String order = ORDER.replace(good, bad);
        assertThat(order).isNotEqualTo(ORDER);
        http.then(200, order);
        ShopException failure = reading();
        assertThat(failure.error()).isEqualTo(ShopError.BAD_ANSWER);
        assertThat(failure.getMessage()).contains(named);
    }

    @Test
    void aPageOfChangesKeepsToItsTerms() {
        http.then(200, "{\"orderIds\":[\"1\",\"2\"],\"cursor\":\"c\",\"more\":false}")
                .then(200, "{\"orderIds\":[\"1\"],\"cursor\":\"" + "c".repeat(1001) + "\",\"more\":false}")
                .then(200, "{\"orderIds\":[\"a b\"],\"cursor\":\"c\",\"more\":false}");
        for (int page = 0; page < 3; page++) {
            assertThat(catchThrowableOfType(ShopException.class, () -> reads.changedSince(Optional.of("c &/?"), 1))
                            .error())
                    .isEqualTo(ShopError.BAD_ANSWER);
        }
        assertThat(http.requests().get(0).uri().getRawQuery()).isEqualTo("cursor=c%20%26%2F%3F&limit=1");
    }

    /** What cannot be an id is not asked for, so that it cannot change the address. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a?b", "a b", "%2e%2e", "\u5718"})
    void whatCannotBeAnIdIsNotAskedFor(String id) {
        assertThat(reads.order(id)).isEmpty();
        assertThat(reads.variant(id)).isEmpty();
        assertThat(reads.customer(id)).isEmpty();
        assertThat(reads.placedBy(id, NOON.instant())).isEmpty();
        assertThat(new OrderCommands(new Commands(api), false).cancel(new Cancellation("k", id, "no")))
                .isInstanceOf(CommandResult.Refused.class);
        assertThat(http.requests()).isEmpty();
    }

    /** A shop of an earlier contract would not know the quantity and would cancel the whole line. */
    @Test
    void unitsAreOnlyCancelledWhereTheShopSaysThatItDoes() {
        LineCancellation two = new LineCancellation("k", "7", "1", Optional.of(new BigDecimal("2")), "team failed");
        assertThat(new OrderCommands(new Commands(api), false).cancelLine(two))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.NOT_SUPPORTED));
        assertThat(http.requests()).isEmpty();
        http.then(200, "{\"outcome\":\"done\",\"reference\":\"\"}");
        assertThat(new OrderCommands(new Commands(api), true).cancelLine(two)).isInstanceOf(CommandResult.Done.class);
        assertThat(http.requests().get(0).body()).contains("\"quantity\":2");
    }

    private CommandResult cancel() {
        return new OrderCommands(new Commands(api), false).cancel(new Cancellation("k", "7", "team failed"));
    }

    private Duration delay() {
        return ((CommandResult.RetryAfter) cancel()).delay();
    }

    private ShopException reading() {
        return catchThrowableOfType(ShopException.class, () -> reads.order("7"));
    }
}
