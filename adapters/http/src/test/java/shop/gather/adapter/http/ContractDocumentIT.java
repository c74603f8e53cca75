package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopHttp;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The OpenAPI document says what both sides really send: every operation of it is used here, and nothing else. */
@RequiresNode
class ContractDocumentIT {

    @Test
    void adapterAndReferenceKeepToEveryOperationOfTheDocument() {
        AtomicReference<CheckedHttp> wire = new AtomicReference<>();
        try (ReferenceShop server = ReferenceShop.start(ReferenceShop.Terms.full());
                Story story = Story.at(server, checked(server, wire))) {
            readEverything(story);
            commandEverything(story);
        }
        assertThat(wire.get().exercised()).isEqualTo(operations(any -> true));
    }

    @Test
    void aShopWithFewPowersIsAskedOnlyWhatTheDocumentRequires() {
        AtomicReference<CheckedHttp> wire = new AtomicReference<>();
        try (ReferenceShop server = ReferenceShop.start(ReferenceShop.Terms.readOnly());
                Story story = Story.at(server, checked(server, wire))) {
            readEverything(story);
        }
        assertThat(wire.get().exercised()).isEqualTo(operations(tag -> tag.equals("required")));
    }

    @Test
    void notificationsAreAsTheDocumentSaysAndAreTriedAgainUnderTheSameId() {
        try (ReferenceShop server = ReferenceShop.start(ReferenceShop.Terms.full());
                Story story = Story.at(server);
                Mailbox mailbox = new Mailbox(1)) {
            story.driver().notifyTo(mailbox.address());
            PlacedOrder placed = story.buy(story.driver().register("Ada"), Payment.AUTHORIZE);
            Notification first = mailbox.await(2).get(0);
            Notification second = mailbox.await(2).get(1);
            ContractDocument.contract().requireNotification(second.body());
            assertThat(second.headers().get("webhook-id"))
                    .isEqualTo(first.headers().get("webhook-id"));
            assertThat(story.shop().notifications().orElseThrow().changedOrders(second))
                    .containsExactly(placed.orderId());
        }
    }

    /** The judge judges: an answer without a required field does not pass. */
    @Test
    void whatBreaksTheDocumentIsCaught() {
        ContractDocument contract = ContractDocument.contract();
        ContractDocument.Operation read = contract.operation("GET", "/customers/7");
        String type = "application/json; charset=utf-8";
        contract.requireAnswer(read, 200, type, "{\"customerId\":\"7\",\"displayName\":\"Ada\"}");
        assertThatThrownBy(() -> contract.requireAnswer(read, 200, type, "{\"customerId\":\"7\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("displayName");
        assertThatThrownBy(() -> contract.requireAnswer(
                        read,
                        200,
                        type,
                        "{\"customerId\":\"7\",\"displayName\":\"Ada\",\"registeredAt\":\"yesterday\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("registeredAt");
        assertThatThrownBy(() -> contract.operation("PUT", "/customers/7")).isInstanceOf(AssertionError.class);
    }

    private static void readEverything(Story story) {
        Shop shop = story.shop();
        Customer buyer = story.driver().register("Ada");
        String cursor = shop.orders().changedSince(Optional.empty(), 10).cursor();
        PlacedOrder placed = story.buy(buyer, Payment.AT_ONCE);
        assertThat(shop.catalog().search("", 10)).isNotEmpty();
        assertThat(shop.catalog().variant(story.variantId())).isPresent();
        assertThat(shop.customers().customer(buyer.customerId())).isPresent();
        assertThat(shop.orders().placedBy(buyer.customerId(), Instant.EPOCH)).containsExactly(placed.orderId());
        assertThat(shop.orders().changedSince(Optional.of(cursor), 10).orderIds())
                .containsExactly(placed.orderId());
        assertThat(story.read(placed).number()).isEqualTo(placed.number());
        assertThat(shop.identify().name()).isEqualTo("Reference shop");
    }

    private static void commandEverything(Story story) {
        Shop shop = story.shop();
        Customer buyer = story.driver().register("Ada");
        assertThat(shop.customerSessions().orElseThrow().whoIs(buyer.token())).isPresent();
        PlacedOrder placed = story.buy(buyer, Payment.AUTHORIZE);
        assertThat(shop.orders().orders(List.of(placed.orderId()))).hasSize(1);
        String payment = story.read(placed).payments().get(0).paymentId();
        Story.done(shop.deferredCapture()
                .orElseThrow()
                .capture(new Capture(Story.newKey(), placed.orderId(), payment, placed.total())));
        Story.done(shop.refunds().orElseThrow().refund(story.refund(placed, placed.total())));
        Story.done(shop.lineCancellations()
                .orElseThrow()
                .cancelLine(LineCancellation.whole(
                        Story.newKey(),
                        placed.orderId(),
                        story.read(placed).lines().get(0).lineId(),
                        "team failed")));
        Story.done(shop.cancellations()
                .orElseThrow()
                .cancel(new Cancellation(Story.newKey(), placed.orderId(), "team failed")));
        Story.done(shop.storeCredits().orElseThrow().credit(story.credit(buyer)));
        PriceOffers offers = shop.priceOffers().orElseThrow();
        Offer offer = story.offer();
        String reference = Story.done(offers.offer(offer));
        Admission admission = Story.admission(offer, reference, buyer);
        Story.done(offers.admit(admission));
        Story.done(offers.revoke(admission));
        Story.done(offers.close(Story.newKey(), reference));
    }

    private static UnaryOperator<ShopHttp> checked(ReferenceShop server, AtomicReference<CheckedHttp> wire) {
        return network -> {
            wire.set(new CheckedHttp(network, server.uri() + "/gather"));
            return wire.get();
        };
    }

    private static Set<String> operations(Predicate<String> tags) {
        return ContractDocument.contract().operations().stream()
                .filter(operation -> tags.test(operation.tag()))
                .map(ContractDocument.Operation::id)
                .collect(Collectors.toSet());
    }
}
