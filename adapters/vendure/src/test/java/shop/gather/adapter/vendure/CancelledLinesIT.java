package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.math.BigDecimal;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Vendure forgets what a cancelled line cost; the snapshot must not. */
@RequiresNode
class CancelledLinesIT extends OrderScene {

    private static final String CANCEL_SOME = """
            mutation($id: ID!, $lines: [OrderLineInput!]!) { cancelOrder(input: {orderId: $id, lines: $lines, reason: "broken"}) { __typename } }""";
    private static final String REFUND_SOME = """
            mutation($payment: ID!, $lines: [OrderLineInput!]!) { refundOrder(input: {paymentId: $payment, lines: $lines, amount: 999,
              shipping: 0, adjustment: 0}) { __typename } }""";

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }

    private void byTheOwner(String document, String idName, String id, OrderSnapshot.Line line, int quantity) {
        JsonArray lines = Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("orderLineId", line.lineId())
                        .add("quantity", quantity))
                .build();
        driver().owner().send(document, Map.of(idName, VendureDriver.text(id), "lines", lines));
    }

    @Test
    void aLineCancelledInPartTellsBothQuantities() {
        PlacedOrder placed = aTeamOrderWithAMug(3);
        OrderSnapshot before = read(placed);
        byTheOwner(CANCEL_SOME, "id", placed.orderId(), lineOf(before, tea()), 1);

        OrderSnapshot.Line line = lineOf(read(placed), tea());
        assertThat(line.quantity()).isEqualByComparingTo("3");
        assertThat(line.cancelledQuantity()).isEqualByComparingTo("1");
        assertThat(line.gross()).isEqualTo(GROUP_PRICE.multipliedBy(3));
    }

    @Test
    void anOrderCancelledAfterItsOfferWasClosedKeepsItsPrices() {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        String reference = open(offer);
        PlacedOrder placed = driver().checkout(aGroupCheckout(
                ann, admit(anAdmission(offer, reference, ann)), Map.of(tea().variantId(), 2, mug().variantId(), 1)));
        OrderSnapshot before = read(placed);
        shop().priceOffers().orElseThrow().close(offer.key(), reference);

        driver().cancel(placed.orderId());

        OrderSnapshot after = read(placed);
        assertThat(lineOf(after, tea()).gross()).isEqualTo(GROUP_PRICE.multipliedBy(2));
        assertThat(lineOf(after, mug()).gross()).isEqualTo(mug().price());
        assertThat(lineOf(after, tea()).net()).isEqualTo(lineOf(before, tea()).net());
        assertThat(lineOf(after, mug()).net()).isEqualTo(lineOf(before, mug()).net());
        assertThat(after.shipping()).isEqualTo(before.shipping());
    }

    @Test
    void moreThanTheOfferAllowsCostsTheFullPrice() {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        String admission = admit(anAdmission(offer, open(offer), ann));
        int tooMany = offer.maxQuantity() + 1;

        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, admission, Map.of(tea().variantId(), tooMany)));

        assertThat(lineOf(read(placed), tea()).quantity()).isEqualByComparingTo(BigDecimal.valueOf(tooMany));
        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(tea().price().multipliedBy(tooMany));
        driver().cancel(placed.orderId());
        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(tea().price().multipliedBy(tooMany));
    }

    @Test
    void aRefundOfTheOwnerForALineNamesIt() {
        PlacedOrder placed = driver().checkout(new Checkout(
                driver().register("Ann"),
                Map.of(tea().variantId(), 1, mug().variantId(), 1),
                null,
                null,
                Map.of(),
                Payment.AT_ONCE));
        OrderSnapshot before = read(placed);
        byTheOwner(REFUND_SOME, "payment", before.payments().get(0).paymentId(), lineOf(before, mug()), 1);

        assertThat(read(placed).payments().get(0).refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.key()).isEmpty();
            assertThat(refund.lines())
                    .containsExactly(RefundLine.of(lineOf(before, mug()).lineId(), Money.parse("EUR 9.99")));
        });
    }
}
