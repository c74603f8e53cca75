package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.StoreCredits;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The contract of all ports about money, in currencies with any number of decimals and for prices with and without tax:
 * each amount is exact to the minor unit, and parts add up to the whole. The amounts are chosen so that rounding at the
 * wrong place is detected.
 */
public interface MoneyContract extends ShopUnderTest {

    /** Rounding the tax of one unit and multiplying it gives a result that is off by some minor units. */
    @Test
    default void manyOfAnArticleCostWhatTheShopSays() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer(), sevenAndThree(scene), Payment.AT_ONCE);
        OrderSnapshot order = assertAddsUp(scene, placed);
        if (shop().identify().pricesIncludeTax()) {
            sevenAndThree(scene).forEach((variantId, quantity) -> assertThat(Books.gross(order, variantId))
                    .as("%s times the price of %s", quantity, variantId)
                    .isEqualTo(price(variantId).multipliedBy(quantity)));
        }
    }

    /** Seven per cent off prices that do not divide evenly. */
    @Test
    default void aShareOffAddsUp() {
        Scene scene = new Scene(this);
        String code = Results.newKey().substring(0, 12);
        Optional<PlacedOrder> placed = driver().checkoutWithCoupon(
                        new Checkout(scene.buyer(), sevenAndThree(scene), null, null, Map.of(), Payment.AT_ONCE),
                        code,
                        7);
        assumeTrue(placed.isPresent(), "this driver makes no coupons");
        OrderSnapshot order = assertAddsUp(scene, placed.get());
        Money full = price(scene.article().variantId())
                .multipliedBy(7)
                .plus(price(scene.otherArticle().variantId()).multipliedBy(3));
        assertThat(Books.total(order).minus(order.shipping()))
                .as("something was taken off")
                .isLessThan(full);
    }

    @Test
    @Proves(Capability.DEFERRED_CAPTURE)
    default void allThatIsAuthorizedIsTaken() {
        DeferredCapture port = Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer(), sevenAndThree(scene), Payment.AUTHORIZE);
        String payment = Scene.payment(scene.read(placed)).paymentId();
        Results.done(() -> port.capture(new Capture(Results.newKey(), placed.orderId(), payment, placed.total())));
        assertThat(Books.captured(scene.read(placed))).isEqualTo(placed.total());
    }

    /** Refunds one minor unit, two thirds, and the rest; then nothing is left. */
    @Test
    @Proves(Capability.REFUNDS)
    default void partsGivenBackAreTheWhole() {
        Refunds port = refundsPort();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Money smallest = Money.ofMinor(placed.total().getCurrencyUnit(), 1);
        Money third = placed.total().dividedBy(3, RoundingMode.DOWN);
        Money given = Money.zero(placed.total().getCurrencyUnit());
        for (Money part : List.of(
                smallest,
                third,
                third,
                placed.total().minus(smallest).minus(third).minus(third))) {
            Results.done(() -> port.refund(request(scene.read(placed), part, List.of())));
            given = given.plus(part);
            assertThat(Books.refunded(scene.read(placed))).as("after %s", part).isEqualTo(given);
        }
        assertThat(given).isEqualTo(placed.total());
        Results.refused(
                () -> port.refund(request(scene.read(placed), smallest, List.of())), RefusalCode.AMOUNT_TOO_HIGH);
    }

    @Test
    @Proves(Capability.REFUNDS)
    default void linesGivenBackLeaveTheShipping() {
        Refunds port = refundsPort();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer(), sevenAndThree(scene), Payment.AT_ONCE);
        OrderSnapshot before = scene.read(placed);
        for (Line line : before.lines()) {
            Results.done(() ->
                    port.refund(request(before, line.gross(), List.of(RefundLine.of(line.lineId(), line.gross())))));
        }
        OrderSnapshot after = scene.read(placed);
        assertThat(Books.captured(after).minus(Books.refunded(after))).isEqualTo(before.shipping());
    }

    /**
     * A team fails: the order is cancelled, by Gather or by a person, and the money goes back afterwards. Some shops
     * give it back by themselves; then nothing is left to be refunded.
     */
    @Test
    @Proves(Capability.REFUNDS)
    default void aCancelledOrderIsGivenBackInWhole() {
        Refunds port = refundsPort();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        driver().cancel(placed.orderId());
        OrderSnapshot cancelled = scene.read(placed);
        boolean givenBack = driver().record(placed.orderId()).refunded().equals(placed.total());
        if (!givenBack) {
            Results.done(() -> port.refund(request(cancelled, placed.total(), List.of())));
        }
        assertThat(Books.refunded(scene.read(placed))).isEqualTo(placed.total());
        assertThat(driver().record(placed.orderId()).refunded()).isEqualTo(placed.total());
    }

    /**
     * An error of one minor unit per unit is three for three units. A shop that cannot charge one of the prices refuses
     * the offer; it must be able to charge other prices near it.
     */
    @Test
    @Proves(Capability.PRICE_OFFERS)
    default void threeAtAnOddPriceCostThreeTimesAsMuch() {
        PriceOffers offers = Claims.port(this, Capability.PRICE_OFFERS, Shop::priceOffers);
        Scene scene = new Scene(this);
        Money full = scene.article().price();
        long charged = oddPrices(full).stream()
                .filter(price -> buysThree(scene, offers, price))
                .count();
        if (charged == 0) {
            charged = pricesNearBy(full).stream()
                    .filter(price -> buysThree(scene, offers, price))
                    .limit(1)
                    .count();
        }
        assertThat(charged).as("prices that this shop can charge for three").isPositive();
    }

    /** Whether the shop could charge this price; with prices without tax, some gross prices cannot be reached. */
    private boolean buysThree(Scene scene, PriceOffers offers, Money price) {
        Article article = scene.article();
        Offer offer = new Offer(
                Results.newKey(),
                article.variantId(),
                price,
                3,
                scene.now().minus(Duration.ofHours(1)),
                scene.now().plus(Duration.ofHours(1)));
        CommandResult result = Results.settled(() -> offers.offer(offer));
        if (result instanceof Refused refused
                && refused.code() == RefusalCode.PRICE_UNREACHABLE
                && !shop().identify().pricesIncludeTax()) {
            return false;
        }
        String reference = Results.done(() -> result);
        Customer buyer = scene.buyer();
        String admission = Results.done(() -> offers.admit(new Admission(
                Results.newKey(), reference, buyer.customerId(), article.variantId(), price, 3, offer.endsAt())));
        PlacedOrder placed = new Till(scene, offers).buy(buyer, admission, Map.of(article.variantId(), 3));
        assertThat(Books.gross(assertAddsUp(scene, placed), article.variantId()))
                .as("three at %s", price)
                .isEqualTo(price.multipliedBy(3));
        Results.fine(() -> offers.close(Results.newKey(), reference));
        return true;
    }

    /**
     * One minor unit, an odd amount, a large amount, and one more unit: nothing is rounded, whatever was given before.
     */
    @Test
    @Proves(Capability.STORE_CREDITS)
    default void creditsAddUpToTheMinorUnit() {
        StoreCredits port = Claims.port(this, Capability.STORE_CREDITS, Shop::storeCredits);
        Money price = new Scene(this).article().price();
        Money smallest = Money.ofMinor(price.getCurrencyUnit(), 1);
        Purse purse = Purse.ofANewCustomer(this);
        Money given = Money.zero(price.getCurrencyUnit());
        for (Money part : List.of(
                smallest, price.dividedBy(3, RoundingMode.DOWN).plus(smallest), price.multipliedBy(1_000), smallest)) {
            Results.done(() -> port.credit(purse.credit(part, "commission of a leader")));
            given = given.plus(part);
            purse.assertHolds(given);
        }
    }

    private Refunds refundsPort() {
        return Claims.port(this, Capability.REFUNDS, Shop::refunds);
    }

    private Money price(String variantId) {
        return shop().catalog().variant(variantId).orElseThrow().price();
    }

    /** Lines, shipping and payment give the same sum, and each line equals the shop's record. */
    private OrderSnapshot assertAddsUp(Scene scene, PlacedOrder placed) {
        OrderSnapshot order = scene.read(placed);
        Map<String, Money> net = new HashMap<>();
        order.lines()
                .forEach(line -> line.variantId().ifPresent(variant -> net.merge(variant, line.net(), Money::plus)));
        assertThat(net)
                .as("net, as the shop has it")
                .isEqualTo(driver().record(placed.orderId()).lineNet());
        assertThat(order.lines()).allMatch(line -> line.tax().isPositiveOrZero());
        assertThat(Books.total(order)).as("goods and shipping").isEqualTo(placed.total());
        assertThat(Scene.payment(order).amount()).as("to be paid").isEqualTo(placed.total());
        return order;
    }

    private static Map<String, Integer> sevenAndThree(Scene scene) {
        return Map.of(scene.article().variantId(), 7, scene.otherArticle().variantId(), 3);
    }

    private static RefundRequest request(OrderSnapshot order, Money amount, List<RefundLine> lines) {
        return new RefundRequest(
                Results.newKey(), order.orderId(), Scene.payment(order).paymentId(), amount, lines, "team failed");
    }

    /** Two of the prices end in digits that no tax or percentage of the price would give. */
    private static List<Money> oddPrices(Money full) {
        Money smallest = Money.ofMinor(full.getCurrencyUnit(), 1);
        Money third = full.dividedBy(3, RoundingMode.DOWN);
        return List.of(third, third.plus(smallest), third.multipliedBy(2).plus(smallest), full.minus(smallest));
    }

    /** The next twelve prices in minor units; tax can reach some of them. */
    private static List<Money> pricesNearBy(Money full) {
        Money third = full.dividedBy(3, RoundingMode.DOWN);
        return IntStream.rangeClosed(2, 13)
                .mapToObj(units -> third.plusMinor(units))
                .toList();
    }
}
