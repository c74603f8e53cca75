package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The contract of {@link PriceOffers}, for shops that have it: exactly this price, for exactly these buyers. */
@Proves(Capability.PRICE_OFFERS)
public interface PriceOffersContract extends ShopUnderTest {

    @Test
    default void priceOffersAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.PRICE_OFFERS, Shop::priceOffers);
    }

    @Test
    default void limitsAreSaneAndConstant() {
        PriceOffers offers = offers();
        assertThat(offers.limits().admissionsPerSecond()).isPositive();
        assertThat(offers.limits().timeToPay()).isPositive();
        offers.limits().liveOffers().ifPresent(live -> assertThat(live).isPositive());
        assertThat(offers.limits()).isEqualTo(offers.limits());
    }

    /**
     * Prices that percentages and tax rates often miss by one minor unit. A shop that cannot charge one of them refuses
     * the offer.
     */
    @Test
    default void admittedBuyerPaysExactlyTheOfferedPrice() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        Article article = scene.article();
        boolean mayMiss = !shop().identify().pricesIncludeTax();
        int charged = 0;
        for (Money price : awkwardPrices(article.price())) {
            Offer offer = new Offer(
                    Results.newKey(),
                    article.variantId(),
                    price,
                    1,
                    scene.now().minus(Duration.ofHours(1)),
                    scene.now().plus(Duration.ofHours(1)));
            CommandResult result = Results.settled(() -> offers.offer(offer));
            if (mayMiss && result instanceof Refused refused && refused.code() == RefusalCode.PRICE_UNREACHABLE) {
                continue;
            }
            String reference = Results.done(() -> result);
            Customer buyer = scene.buyer();
            String admission = Results.done(() -> offers.admit(new Admission(
                    Results.newKey(), reference, buyer.customerId(), article.variantId(), price, 1, offer.endsAt())));
            till.assertCharged(buyer, admission, article, price);
            Results.fine(() -> offers.close(Results.newKey(), reference));
            charged++;
        }
        assertThat(charged).as("prices that this shop can charge").isPositive();
    }

    @Test
    default void buyerWhoIsNotAdmittedPaysFull() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer admitted = scene.buyer();
            String admission = offer.admit(admitted);
            PlacedOrder ordinary = scene.order(scene.buyer());
            assertThat(Books.gross(scene.read(ordinary), scene.article().variantId()))
                    .as("an ordinary purchase while an offer is open")
                    .isEqualTo(scene.article().price());
            till.assertFullPrice(scene.buyer(), admission, scene.article());
            till.assertCharged(
                    admitted, admission, scene.article(), offer.offer().unitPrice());
        }
    }

    @Test
    default void otherArticlesKeepTheirPrice() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer buyer = scene.buyer();
            PlacedOrder placed = new Till(scene, offers)
                    .buy(
                            buyer,
                            offer.admit(buyer),
                            Map.of(
                                    scene.article().variantId(), 1,
                                    scene.otherArticle().variantId(), 1));
            OrderSnapshot order = scene.read(placed);
            assertThat(Books.gross(order, scene.article().variantId()))
                    .isEqualTo(offer.offer().unitPrice());
            assertThat(Books.gross(order, scene.otherArticle().variantId()))
                    .isEqualTo(scene.otherArticle().price());
            assertThat(Books.total(order)).isEqualTo(placed.total());
        }
    }

    @Test
    default void upToTheCapEachCostsTheOfferedPrice() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 2)) {
            Customer buyer = scene.buyer();
            PlacedOrder placed = new Till(scene, offers)
                    .buy(buyer, offer.admit(buyer), Map.of(scene.article().variantId(), 2));
            assertThat(Books.gross(scene.read(placed), scene.article().variantId()))
                    .isEqualTo(offer.offer().unitPrice().multipliedBy(2));
        }
    }

    @Test
    default void beyondTheCapEachCostsTheFullPrice() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer buyer = scene.buyer();
            Money least = offer.offer().unitPrice().plus(scene.article().price().multipliedBy(2));
            new Till(scene, offers).assertNotBelow(buyer, offer.admit(buyer), scene.article(), 3, least);
        }
    }

    @Test
    default void buyersAdmittedAtTheSameMomentAllHaveThePrice() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        try (OpenOffer offer = half(offers, scene, 1)) {
            List<Customer> buyers = Stream.generate(scene::buyer).limit(4).toList();
            List<String> admissions = Together.forEach(buyers, offer::admit);
            for (int i = 0; i < buyers.size(); i++) {
                till.assertCharged(
                        buyers.get(i),
                        admissions.get(i),
                        scene.article(),
                        offer.offer().unitPrice());
            }
        }
    }

    /** Each admission is treated as if it was sent alone: recognised by its key, and refused separately. */
    @Test
    default void buyersAdmittedTogetherAreAdmittedEachByItself() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer first = scene.buyer();
            Admission known = offer.admission(scene.buyer());
            String reference = offer.admit(known);
            Admission elsewhere = new Admission(
                    Results.newKey(),
                    "no-such-offer",
                    first.customerId(),
                    scene.article().variantId(),
                    offer.offer().unitPrice(),
                    1,
                    offer.offer().endsAt());
            List<CommandResult> results = offers.admit(List.of(offer.admission(first), known, elsewhere));
            assertThat(results).hasSize(3);
            assertThat(Results.alreadyDone(() -> results.get(1))).isEqualTo(reference);
            assertThat(results.get(2)).isInstanceOf(Refused.class);
            new Till(scene, offers)
                    .assertCharged(
                            first,
                            Results.done(() -> results.get(0)),
                            scene.article(),
                            offer.offer().unitPrice());
        }
    }

    @Test
    default void anAdmissionIsUsedUpByAnOrder() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer buyer = scene.buyer();
            String admission = offer.admit(buyer);
            till.assertCharged(buyer, admission, scene.article(), offer.offer().unitPrice());
            till.assertFullPrice(buyer, admission, scene.article());
        }
    }

    /** Also on a connection that never sent the first command: Gather may have been restarted in between. */
    @Test
    default void repeatedOfferIsTheSameOffer() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 1);
                Shop restarted = connect(Map.of())) {
            PriceOffers again = restarted.priceOffers().orElseThrow();
            assertThat(Results.alreadyDone(() -> again.offer(offer.offer()))).isEqualTo(offer.reference());
            assertThat(Results.alreadyDone(() -> offers.offer(offer.offer()))).isEqualTo(offer.reference());
        }
    }

    @Test
    default void repeatedAdmissionIsTheSameAdmission() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        try (OpenOffer offer = half(offers, scene, 1);
                Shop restarted = connect(Map.of())) {
            PriceOffers again = restarted.priceOffers().orElseThrow();
            Customer buyer = scene.buyer();
            Admission admission = offer.admission(buyer);
            String reference = offer.admit(admission);
            assertThat(Results.alreadyDone(() -> again.admit(admission))).isEqualTo(reference);
            till.assertCharged(buyer, reference, scene.article(), offer.offer().unitPrice());
            till.assertFullPrice(buyer, reference, scene.article());
        }
    }

    @Test
    default void unknownVariantIsRefused() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Results.refused(
                () -> offers.offer(new Offer(
                        Results.newKey(),
                        "99999999",
                        halfPrice(scene.article()),
                        1,
                        scene.now().minus(Duration.ofHours(1)),
                        scene.now().plus(Duration.ofHours(1)))),
                RefusalCode.NOT_FOUND);
    }

    @Test
    default void couponIsSeenOnTheOrder() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer buyer = scene.buyer();
            String admission = offer.admit(buyer);
            OrderSnapshot order = new Till(scene, offers)
                    .assertCharged(
                            buyer, admission, scene.article(), offer.offer().unitPrice());
            if (offers.limits().redemption() == Redemption.COUPON_CODE) {
                assertThat(order.couponCodes()).containsExactly(admission);
            } else {
                assertThat(order.couponCodes()).as("nobody entered a coupon").isEmpty();
            }
        }
    }

    private PriceOffers offers() {
        return Claims.port(this, Capability.PRICE_OFFERS, Shop::priceOffers);
    }

    private static OpenOffer half(PriceOffers offers, Scene scene, int maxQuantity) {
        return OpenOffer.of(offers, scene.article(), halfPrice(scene.article()), maxQuantity, scene.now());
    }

    private static Money halfPrice(Article article) {
        return article.price().dividedBy(2, RoundingMode.DOWN);
    }

    private static List<Money> awkwardPrices(Money full) {
        Money third = full.dividedBy(3, RoundingMode.DOWN);
        return List.of(
                full.minus(Money.ofMinor(full.getCurrencyUnit(), 1)),
                third.multipliedBy(2),
                third.plus(Money.ofMinor(full.getCurrencyUnit(), 1)),
                Money.ofMinor(full.getCurrencyUnit(), 1));
    }
}
