package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The reference is a shop: what its buyers do beyond a plain checkout. */
@RequiresNode
class BuyersIT {

    private static ReferenceShop server;
    private static Story story;

    @BeforeAll
    static void open() {
        server = ReferenceShop.start(ReferenceShop.Terms.full());
        story = Story.at(server);
    }

    @AfterAll
    static void close() {
        story.close();
        server.close();
    }

    @Test
    void whoeverLoggedOutIsNobody() {
        Customer buyer = story.driver().register("Ada");
        assertThat(story.shop().customerSessions().orElseThrow().whoIs(buyer.token()))
                .isPresent();
        story.driver().logOut(buyer);
        assertThat(story.shop().customerSessions().orElseThrow().whoIs(buyer.token()))
                .isEmpty();
    }

    @Test
    void aDeclinedOrderCanBePaidAgainOnceAndOnlyByItsBuyer() {
        Customer buyer = story.driver().register("Ada");
        PlacedOrder placed = story.buy(buyer, Payment.DECLINED);
        assertThatThrownBy(() ->
                        story.driver().payAgain(story.driver().register("Eve"), placed.orderId(), Payment.AT_ONCE))
                .hasMessageContaining("not-found");
        story.driver().payAgain(buyer, placed.orderId(), Payment.AUTHORIZE);
        assertThat(story.read(placed).payments())
                .extracting(payment -> payment.state())
                .containsExactly(PaymentState.DECLINED, PaymentState.AUTHORIZED);
        assertThatThrownBy(() -> story.driver().payAgain(buyer, placed.orderId(), Payment.AT_ONCE))
                .hasMessageContaining("order-state");
    }

    @Test
    void whatIsNotThereCannotBeBought() {
        Customer buyer = story.driver().register("Ada");
        int stock = story.driver().stock(story.driver().articles().get(0));
        assertThatThrownBy(() -> story.driver()
                        .checkout(
                                new Checkout(
                                        buyer,
                                        Map.of(story.variantId(), stock + 1),
                                        null,
                                        null,
                                        Map.of(),
                                        Payment.AT_ONCE),
                                List.of()))
                .hasMessageContaining("out-of-stock");
        assertThat(story.driver().stock(story.driver().articles().get(0))).isEqualTo(stock);
    }
}
