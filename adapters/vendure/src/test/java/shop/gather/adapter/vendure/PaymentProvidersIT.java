package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Payment providers that refund by themselves, at once, later or not at all, and cards that fail at the capture. */
@RequiresNode
class PaymentProvidersIT extends OrderScene {

    private static final Money AMOUNT = Money.parse("EUR 2.00");

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }

    private PlacedOrder paidBy(String method, JsonObject behaviour) {
        VendureServer server = ConnectedShop.of(kind()).server();
        VendureSession session = new VendureSession(
                server.uri().resolve("/shop-api"), driver().register("Ann").token());
        VendureCheckout checkout = new VendureCheckout(server, session);
        checkout.fill(Checkout.of(null, Map.of(tea().variantId(), 1)));
        JsonObject cart = checkout.arrange();
        checkout.pay(method, behaviour, "Order");
        return checkout.placed(cart);
    }

    private static JsonObject only(String behaviour) {
        return Json.createObjectBuilder().add(behaviour, true).build();
    }

    @Test
    void aProviderThatRefundsAtOnce() {
        PlacedOrder placed = paidBy("pay-refunding", JsonValue.EMPTY_JSON_OBJECT);
        RefundRequest request = aRefund(read(placed), AMOUNT);

        assertThat(shop().refunds().orElseThrow().refund(request)).isInstanceOf(CommandResult.Done.class);
        assertThat(shop().refunds().orElseThrow().refund(request)).isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(driver().record(placed.orderId()).refunded()).isEqualTo(AMOUNT);
    }

    @Test
    void aProviderThatRefundsLaterIsNotSettledByGather() {
        PlacedOrder placed = paidBy("pay-refunding", only("slowRefund"));
        RefundRequest request = aRefund(read(placed), AMOUNT);

        assertThat(shop().refunds().orElseThrow().refund(request)).isInstanceOf(CommandResult.Done.class);
        assertThat(shop().refunds().orElseThrow().refund(request)).isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(read(placed).payments().get(0).refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(AMOUNT);
            assertThat(refund.settled()).isFalse();
        });
    }

    @Test
    void aProviderThatRefusesTheRefund() {
        PlacedOrder placed = paidBy("pay-refunding", only("failRefund"));

        assertThat(shop().refunds().orElseThrow().refund(aRefund(read(placed), AMOUNT)))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.SHOP_REFUSED));
        assertThat(read(placed).payments().get(0).refunds()).isEmpty();
    }

    @Test
    void aCardThatFailsAtTheCapture() {
        PlacedOrder placed = paidBy("pay-authorize", only("shouldErrorOnSettle"));

        for (int time = 0; time < 2; time++) {
            assertThat(shop().deferredCapture().orElseThrow().capture(aCapture(read(placed), placed.total())))
                    .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo(RefusalCode.PAYMENT_STATE);
                        assertThat(refused.reason()).contains("the card has expired");
                    });
        }
        assertThat(read(placed).payments().get(0).state()).isEqualTo(PaymentState.DECLINED);
    }
}
