package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.Await;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What only a Medusa does to an order, seen from both sides. */
@RequiresMedusa
class OrderLifeIT {

    private final ConnectedShop connected = ConnectedShop.of(ConnectedShop.Kind.WITH_SUBSCRIBER);
    private final MedusaDriver driver = connected.driver();
    private final Shop shop = connected.shop();
    private final Article article = driver.articles().get(0);

    /** Medusa would not tell the provider of a part: whatever it writes down, all of it would be taken. */
    @Test
    void providerReturnsWhatIsNotToBeCaptured() {
        PlacedOrder placed = order(2, Payment.AUTHORIZE);
        Money part = Money.parse("EUR 120.01");
        done(shop.deferredCapture()
                .orElseThrow()
                .capture(new Capture(key(), placed.orderId(), payment(placed).paymentId(), part)));
        JsonObject data = driver.records().onlyPayment(placed.orderId()).getJsonObject("data");
        assertThat(connected.server().money(MedusaRecords.number(data, "taken")))
                .isEqualTo(placed.total());
        assertThat(connected.server().money(MedusaRecords.number(data, "returned")))
                .isEqualTo(placed.total().minus(part));
        assertThat(pending(placed)).as("nobody owes anything").isEqualByComparingTo(BigDecimal.ZERO);
    }

    /** Medusa's own cancellation would give the money back without Gather's key; so it comes last. */
    @Test
    void orderCancelledWithMoneyInItIsCancelledInMedusaOnceThatIsGivenBack() {
        PlacedOrder placed = order(2, Payment.AT_ONCE);
        done(shop.cancellations()
                .orElseThrow()
                .cancel(new Cancellation(key(), placed.orderId(), "The team was not filled")));
        assertThat(status(placed)).isNotEqualTo("canceled");
        Line line = read(placed).lines().get(0);
        RefundLine part = RefundLine.of(line.lineId(), line.gross());
        done(refund(placed, line.gross(), List.of(part)));
        assertThat(status(placed)).isNotEqualTo("canceled");
        done(refund(placed, placed.total().minus(line.gross()), List.of()));
        assertThat(status(placed)).isEqualTo("canceled");
        OrderSnapshot order = read(placed);
        assertThat(order.payments().get(0).refunds()).hasSize(2).allMatch(refund -> refund.key()
                .isPresent());
        assertThat(order.payments().get(0).refunds().get(0).lines()).containsExactly(part);
        assertThat(order.lines()).extracting(Line::gross).containsExactly(line.gross());
    }

    @Test
    void ownersEditIsACancellationOfWhatWasTakenOut() {
        PlacedOrder placed = order(3, Payment.AT_ONCE);
        Line before = read(placed).lines().get(0);
        MedusaSession owner = driver.owner();
        String edit = "/admin/order-edits/" + placed.orderId();
        owner.post("/admin/order-edits", Json.createObjectBuilder().add("order_id", placed.orderId()));
        owner.post(
                edit + "/items/item/" + before.lineId(),
                Json.createObjectBuilder().add("quantity", 1));
        owner.post(edit + "/confirm", Json.createObjectBuilder());
        Line after = read(placed).lines().get(0);
        assertThat(after.cancelledQuantity()).isEqualByComparingTo("2");
        assertThat(after.quantity()).isEqualByComparingTo("3");
        assertThat(after.gross()).isEqualTo(before.gross());
        assertThat(read(placed).state()).isEqualTo(OrderSnapshot.State.OPEN);
    }

    /** What the shop owes already is given back without a trace on the order itself. */
    @Test
    void refundThatMovesNoOrderIsTold() {
        PlacedOrder placed = order(1, Payment.AT_ONCE);
        done(shop.cancellations().orElseThrow().cancel(new Cancellation(key(), placed.orderId(), "team failed")));
        Instant quiet = Instant.parse(driver.owner()
                .get("/admin/orders/" + placed.orderId() + "?fields=updated_at")
                .getJsonObject("order")
                .getString("updated_at"));
        String cursor = ChangeCursor.startingAt(quiet.plusMillis(1)).format();
        assertThat(changes(cursor)).doesNotContain(placed.orderId());
        driver.refund(placed.orderId(), Money.parse("EUR 1.00"));
        Await.until("the refund to be told", () -> changes(cursor).contains(placed.orderId()));
    }

    @Test
    void codeOfAnOfferStaysOnTheOrderWhenTheOfferIsClosed() {
        PriceOffers offers = shop.priceOffers().orElseThrow();
        Offer offer = new Offer(
                key(),
                article.variantId(),
                Money.parse("EUR 66.67"),
                1,
                Instant.now().minusSeconds(60),
                Instant.now().plus(Duration.ofHours(1)));
        String code = done(offers.offer(offer));
        Customer buyer = driver.register("Ada");
        done(offers.admit(new Admission(
                key(), code, buyer.customerId(), article.variantId(), offer.unitPrice(), 1, offer.endsAt())));
        PlacedOrder placed = driver.checkout(new Checkout(
                buyer, Map.of(article.variantId(), 1), Redemption.COUPON_CODE, code, Map.of(), Payment.AUTHORIZE));
        OrderSnapshot before = read(placed);
        done(offers.close(key(), code));
        assertThat(before.couponCodes()).containsExactly(code);
        assertThat(read(placed)).isEqualTo(before);
        assertThat(read(placed).lines()).extracting(Line::gross).containsExactly(offer.unitPrice());
    }

    @Test
    void discountIsNoLowerPriceThanNone() {
        Offer dearer = new Offer(
                key(),
                article.variantId(),
                article.price(),
                1,
                Instant.now(),
                Instant.now().plusSeconds(3600));
        assertThat(shop.priceOffers().orElseThrow().offer(dearer))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.PRICE_UNREACHABLE));
    }

    private List<String> changes(String cursor) {
        Changes changes = shop.orders().changedSince(Optional.of(cursor), 500);
        assertThat(changes.more()).isFalse();
        return changes.orderIds();
    }

    private CommandResult refund(PlacedOrder placed, Money amount, List<RefundLine> lines) {
        return shop.refunds()
                .orElseThrow()
                .refund(new RefundRequest(
                        key(),
                        placed.orderId(),
                        payment(placed).paymentId(),
                        amount,
                        lines,
                        "The team was not filled"));
    }

    private PlacedOrder order(int quantity, Payment payment) {
        return driver.checkout(new Checkout(
                driver.register("Ada"), Map.of(article.variantId(), quantity), null, null, Map.of(), payment));
    }

    private OrderSnapshot read(PlacedOrder placed) {
        return shop.orders().order(placed.orderId()).orElseThrow();
    }

    private OrderSnapshot.Payment payment(PlacedOrder placed) {
        return read(placed).payments().get(0);
    }

    private String status(PlacedOrder placed) {
        return driver.records().order(placed.orderId(), "").getString("status");
    }

    private BigDecimal pending(PlacedOrder placed) {
        JsonObject order =
                driver.owner().get("/admin/orders/" + placed.orderId()).getJsonObject("order");
        return MedusaRecords.number(order.getJsonObject("summary"), "pending_difference");
    }

    private static String done(CommandResult result) {
        assertThat(result).isInstanceOf(Done.class);
        return ((Done) result).reference();
    }

    private static String key() {
        return "life-" + UUID.randomUUID();
    }
}
