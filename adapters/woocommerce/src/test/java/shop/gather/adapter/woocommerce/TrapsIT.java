package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What WooCommerce does otherwise than one thinks, apart from its webhooks: see {@link WebhooksIT}. */
class TrapsIT {

    /**
     * {@code date_expires_gmt} is ignored, and {@code date_expires} is in the site's own time, eight hours off here,
     * unless it says otherwise.
     */
    @Test
    void aCouponEndsWhenTheAdmissionDoes() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            String code = Story.done(offers.admit(Story.admission(
                    offer, Story.done(offers.offer(offer)), story.driver().register("Ada"))));
            assertThat(story.server().shop().coupon(code).expires)
                    .isEqualTo(offer.endsAt().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** WooCommerce proposes the permission to read, and every read succeeds. */
    @Test
    void aKeyThatMayOnlyReadIsRefusedBeforeTheFirstCommandNeedsIt() {
        try (StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin())) {
            server.keys().onlyRead();
            WooCommerceDriver driver = new WooCommerceDriver(server);
            DirectContext context = new DirectContext(driver.settings(), Clock.systemUTC());
            assertThatThrownBy(() -> new WooCommerceAdapter().connect(context))
                    .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                            .isEqualTo(ShopError.UNAUTHORIZED))
                    .hasMessageContaining("Read/Write");
        }
    }

    /**
     * Three checkouts at once get past a limit of one. Each order tells the coupon and what was paid, so that Gather
     * counts one and sees the others.
     */
    @Test
    void ordersThatShareAnAdmissionAllTellIt() {
        try (StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
                Story story = Story.at(server)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            Customer buyer = story.driver().register("Ada");
            String code = Story.done(offers.admit(Story.admission(offer, Story.done(offers.offer(offer)), buyer)));
            server.checkoutsMeet(3);
            List<CompletableFuture<PlacedOrder>> checkouts = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> story.tea(buyer, Redemption.COUPON_CODE, code)))
                    .limit(3)
                    .toList();
            List<OrderSnapshot> orders = checkouts.stream()
                    .map(CompletableFuture::join)
                    .map(story::read)
                    .toList();
            server.checkoutsMeet(0);
            assertThat(orders).hasSize(3).allSatisfy(order -> {
                assertThat(order.couponCodes()).containsExactly(code);
                assertThat(order.lines().get(0).gross()).isEqualTo(offer.unitPrice());
            });
            assertThatThrownBy(() -> story.tea(buyer, Redemption.COUPON_CODE, code))
                    .isInstanceOf(StubCheckout.Refused.class);
        }
    }

    /** With the plugin the same three checkouts give the price to one; the others fail. */
    @Test
    @RequiresPhp
    void withThePluginOneOrderHasTheAdmission() {
        try (Story story = Story.at(ShopKind.WITH_PLUGIN)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            Customer buyer = story.driver().register("Ada");
            String token = Story.done(offers.admit(Story.admission(offer, Story.done(offers.offer(offer)), buyer)));
            List<CompletableFuture<Optional<PlacedOrder>>> checkouts = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> attempt(story, buyer, token)))
                    .limit(4)
                    .toList();
            List<Money> paid = checkouts.stream()
                    .flatMap(checkout -> checkout.join().stream())
                    .map(placed -> story.read(placed).lines().get(0).gross())
                    .toList();
            assertThat(paid).filteredOn(offer.unitPrice()::equals).hasSize(1);
        }
    }

    /** The browser's session still names the first order when the second is placed. */
    @Test
    @RequiresPhp
    void theSecondOrderOfABrowserIsPlacedAtThePriceThatItsCartShows() {
        try (Story story = Story.at(ShopKind.WITH_PLUGIN)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            Customer buyer = story.driver().register("Ada");
            String token = Story.done(offers.admit(Story.admission(offer, Story.done(offers.offer(offer)), buyer)));
            PlacedOrder first = story.tea(buyer, Redemption.PRICE_TOKEN, token);
            PlacedOrder second = story.tea(buyer, Redemption.PRICE_TOKEN, token);
            assertThat(story.read(first).lines().get(0).gross()).isEqualTo(offer.unitPrice());
            assertThat(story.read(second).lines().get(0).gross())
                    .isEqualTo(story.driver().articles().get(0).price());
            assertThat(story.server().shop().allOrders())
                    .filteredOn(order -> buyer.customerId().equals(Long.toString(order.customer)))
                    .extracting(order -> order.status)
                    .containsExactly("on-hold", "on-hold");
        }
    }

    /** The shop proposes the account's address for the invoice, and the buyer may type another. */
    @Test
    void aCouponWantsTheAccountsAddressOnTheInvoice() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            Customer buyer = story.driver().register("Ada");
            String code = Story.done(offers.admit(Story.admission(offer, Story.done(offers.offer(offer)), buyer)));
            Checkout checkout =
                    new Checkout(buyer, Map.of("12", 1), Redemption.COUPON_CODE, code, Map.of(), Payment.AUTHORIZE);
            assertThatThrownBy(() -> new StubCheckout(story.server()).complete(checkout, "office@example.test"))
                    .isInstanceOfSatisfying(StubCheckout.Refused.class, refused -> assertThat(refused.status)
                            .isEqualTo(409));
            StubOrder order = new StubCheckout(story.server()).complete(checkout, buyer.email());
            assertThat(story.shop()
                            .orders()
                            .order(Long.toString(order.id))
                            .orElseThrow()
                            .lines()
                            .get(0)
                            .gross())
                    .isEqualTo(offer.unitPrice());
        }
    }

    private static Optional<PlacedOrder> attempt(Story story, Customer buyer, String token) {
        try {
            return Optional.of(story.tea(buyer, Redemption.PRICE_TOKEN, token));
        } catch (StubCheckout.Refused usedByAnother) {
            return Optional.empty();
        }
    }

    /** A refused coupon leaves a draft that is no order: nobody is told of it. */
    @Test
    void aDraftIsNoOrder() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            String cursor =
                    story.shop().orders().changedSince(Optional.empty(), 500).cursor();
            Instant before = Instant.now().minusSeconds(5);
            Customer buyer = story.driver().register("Ada");
            assertThatThrownBy(() -> story.tea(buyer, Redemption.COUPON_CODE, "no-such-coupon"))
                    .isInstanceOf(StubCheckout.Refused.class);
            StubOrder draft = story.server().shop().allOrders().stream()
                    .filter(order -> buyer.customerId().equals(Long.toString(order.customer)))
                    .findFirst()
                    .orElseThrow();
            assertThat(draft.status).isEqualTo("checkout-draft");
            String id = Long.toString(draft.id);
            assertThat(story.shop().orders().order(id)).isEmpty();
            assertThat(story.shop().orders().placedBy(buyer.customerId(), before))
                    .isEmpty();
            List<String> told = new ArrayList<>();
            var page = story.shop().orders().changedSince(Optional.of(cursor), 500);
            told.addAll(page.orderIds());
            while (page.more()) {
                page = story.shop().orders().changedSince(Optional.of(page.cursor()), 500);
                told.addAll(page.orderIds());
            }
            assertThat(told).doesNotContain(id);
        }
    }

    /**
     * More than is left is an error of the server there; here it is said what it is, also where somebody else was
     * faster.
     */
    @Test
    void aRefundOfMoreThanIsLeftIsRefusedForThat() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AT_ONCE);
            story.network().before("POST /refunds", () -> story.driver()
                    .refund(placed.orderId(), placed.total().minus(Money.parse("EUR 1.00"))));
            assertThat(story.shop().refunds().orElseThrow().refund(Story.refund(placed, Money.parse("EUR 2.00"))))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo(RefusalCode.AMOUNT_TOO_HIGH));
            assertThat(story.network().met()).isTrue();
            assertThat(story.driver().record(placed.orderId()).refunds()).isEqualTo(1);
        }
    }

    /** A gateway that cannot refund makes it a person's task, and nothing stays behind. */
    @Test
    void aGatewayThatCannotRefundIsARefusal() {
        try (StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
                Story story = Story.at(server)) {
            PlacedOrder placed = story.both(Payment.AT_ONCE);
            server.shop()
                    .gatewayRefusesRefunds("The payment gateway for this order does not support automatic refunds.");
            assertThat(story.shop().refunds().orElseThrow().refund(Story.refund(placed, Money.parse("EUR 2.00"))))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .contains("does not support automatic refunds"));
            assertThat(story.driver().record(placed.orderId()).refunds()).isZero();
        }
    }

    @Test
    void aDeclinedCaptureIsARefusal() {
        try (StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
                Story story = Story.at(server)) {
            PlacedOrder placed = story.both(Payment.AUTHORIZE);
            server.shop().gatewayDeclines(true);
            Capture capture = story.capture(placed, placed.total());
            assertThat(story.shop().deferredCapture().orElseThrow().capture(capture))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PAYMENT_STATE));
            assertThat(story.read(placed).payments().get(0).state()).isEqualTo(PaymentState.DECLINED);
        }
    }

    /** An order that waits for a bank transfer is on hold too, and nobody has promised its money. */
    @Test
    void onHoldForABankTransferIsNotAuthorized() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AUTHORIZE);
            story.server().shop().orders.get(Long.parseLong(placed.orderId())).paymentMethod = "bacs";
            assertThat(story.read(placed).payments().get(0).state()).isEqualTo(PaymentState.PENDING);
            assertThat(story.read(placed).payments().get(0).paidAt()).isEmpty();
        }
    }

    /** After a full refund the status is "refunded": that it was cancelled is known by the mark. */
    @Test
    void aCancelledOrderStaysCancelledWhenItIsRefunded() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AT_ONCE);
            var cancellation =
                    new shop.gather.spi.Cancellations.Cancellation(Story.newKey(), placed.orderId(), "failed");
            Story.done(story.shop().cancellations().orElseThrow().cancel(cancellation));
            Story.done(story.shop().refunds().orElseThrow().refund(Story.refund(placed, placed.total())));
            OrderSnapshot after = story.read(placed);
            assertThat(after.state()).isEqualTo(OrderSnapshot.State.CANCELLED);
            assertThat(story.shop().cancellations().orElseThrow().cancel(cancellation))
                    .isNotInstanceOf(Done.class);
        }
    }

    /** What is asked to be closed may carry a name like ours, or none. */
    @Test
    void theOwnersOtherCouponsAreLeftAlone() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            StubShop.Coupon own = new StubShop.Coupon();
            own.id = story.server().shop().nextId();
            own.code = "gather-2026";
            own.amount = java.math.BigDecimal.ONE;
            story.server().shop().coupons.put(own.id, own);
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            offers.close(Story.newKey(), "gather-2026");
            offers.close(Story.newKey(), "gather-");
            offers.close(Story.newKey(), "");
            assertThat(story.server().shop().coupons).containsKey(own.id);
        }
    }

    @Test
    void closingAnOfferOfManyDeletesAllItsCoupons() {
        try (StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
                Story story = Story.at(server)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            String reference = Story.done(offers.offer(offer));
            for (int i = 0; i < 250; i++) {
                StubShop.Coupon coupon = new StubShop.Coupon();
                coupon.id = server.shop().nextId();
                coupon.code = reference + "-" + String.format("%016x", i);
                server.shop().coupons.put(coupon.id, coupon);
                coupon.amount = java.math.BigDecimal.ONE;
            }
            int calls = 1;
            while (offers.close(Story.newKey(), reference) instanceof shop.gather.spi.CommandResult.RetryAfter) {
                calls++;
                assertThat(calls).isLessThan(10);
            }
            assertThat(server.shop().coupons).isEmpty();
            assertThat(calls).as("not all in one command").isGreaterThan(1);
        }
    }

    /**
     * With three decimals, and net amounts and taxes finer than them, the lines together still cost what was charged.
     */
    @Test
    void linesAddUpToWhatWasCharged() {
        for (ShopKind kind : new ShopKind[] {ShopKind.YEN, ShopKind.TAX_ON_TOP}) {
            try (Story story = Story.at(kind)) {
                PlacedOrder placed = story.driver()
                        .checkout(new Checkout(
                                story.driver().register("Ada"),
                                Map.of("12", 3, "13-34", 7, "13-35", 1),
                                null,
                                null,
                                Map.of(),
                                Payment.AT_ONCE));
                OrderSnapshot order = story.read(placed);
                assertThat(order.lines().stream().map(OrderSnapshot.Line::gross).reduce(order.shipping(), Money::plus))
                        .isEqualTo(placed.total());
            }
        }
    }
}
