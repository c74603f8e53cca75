package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Customer;

/**
 * The contract of {@link PriceOffers} about the end of a price. Before it begins, and once it is revoked, closed or
 * over, the checkout charges the full price. An order that was placed keeps its price.
 */
@Proves(Capability.PRICE_OFFERS)
public interface PriceOfferEndingsContract extends ShopUnderTest {

    @Test
    default void revokedBuyerPaysFullAndTheOthersDoNot() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer leaves = scene.buyer();
            Customer stays = scene.buyer();
            Admission admission = offer.admission(leaves);
            String taken = offer.admit(admission);
            String kept = offer.admit(stays);
            Results.done(() -> offers.revoke(admission));
            till.assertFullPrice(leaves, taken, scene.article());
            till.assertCharged(stays, kept, scene.article(), offer.offer().unitPrice());
        }
    }

    @Test
    default void placedOrderKeepsItsPriceAfterRevokeAndClose() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        OrderSnapshot before;
        try (OpenOffer offer = half(offers, scene, 1)) {
            Customer buyer = scene.buyer();
            Admission admission = offer.admission(buyer);
            before = new Till(scene, offers)
                    .assertCharged(
                            buyer,
                            offer.admit(admission),
                            scene.article(),
                            offer.offer().unitPrice());
            Results.fine(() -> offers.revoke(admission));
        }
        OrderSnapshot after = scene.read(before.orderId());
        assertThat(after.lines()).isEqualTo(before.lines());
        assertThat(after.state()).isEqualTo(OrderSnapshot.State.OPEN);
        assertThat(Scene.payment(after).amount())
                .isEqualTo(Scene.payment(before).amount());
    }

    @Test
    default void revokingTwiceOrNothingIsFine() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (OpenOffer offer = half(offers, scene, 1)) {
            Admission made = offer.admission(scene.buyer());
            offer.admit(made);
            Results.fine(() -> offers.revoke(made));
            Results.fine(() -> offers.revoke(made));
            Results.fine(() -> offers.revoke(offer.admission(scene.buyer())));
        }
    }

    @Test
    default void closedOfferGivesItsPriceToNobody() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Till till = new Till(scene, offers);
        Customer buyer = scene.buyer();
        OpenOffer offer = half(offers, scene, 1);
        String admission = offer.admit(buyer);
        Results.done(() -> offers.close(Results.newKey(), offer.reference()));
        till.assertFullPrice(buyer, admission, scene.article());
        Results.refused(
                () -> offers.admit(offer.admission(scene.buyer())), RefusalCode.OFFER_LIMIT, RefusalCode.NOT_FOUND);
    }

    @Test
    default void closingTwiceOrNothingIsFine() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        OpenOffer offer = half(offers, scene, 1);
        offer.close();
        assertThatCode(offer::close).doesNotThrowAnyException();
        Results.fine(() -> offers.close(Results.newKey(), "99999999"));
    }

    /** By the shop's clock, whatever Gather's says. */
    @Test
    default void endedOfferGivesItsPriceToNobody() {
        offers();
        Scene scene = new Scene(this);
        Instant started = scene.now().minus(Duration.ofHours(1));
        Instant ends = scene.now().plus(OpenOffer.SOON);
        Money half = halfPrice(scene.article());
        try (Shop behind = connectBehind();
                OpenOffer offer = OpenOffer.between(
                        behind.priceOffers().orElseThrow(), scene.article(), half, 1, started, ends)) {
            Customer buyer = scene.buyer();
            String admission = offer.admit(buyer);
            passBeyond(ends);
            new Till(scene, behind.priceOffers().orElseThrow()).assertFullPrice(buyer, admission, scene.article());
        }
    }

    /**
     * By the shop's clock, whatever Gather's says. If a shop cannot end an admission by itself, Gather must be able to
     * revoke it.
     */
    @Test
    default void endedAdmissionGivesItsPriceToNobody() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        try (Shop behind = connectBehind();
                OpenOffer offer = half(offers, scene, 1)) {
            List<PriceOffers> doors = List.of(offers, behind.priceOffers().orElseThrow());
            Instant until = scene.now().plus(OpenOffer.SOON);
            List<Customer> buyers = List.of(scene.buyer(), scene.buyer());
            List<Admission> admissions =
                    buyers.stream().map(buyer -> offer.admission(buyer, until)).toList();
            List<String> references = new ArrayList<>();
            for (int i = 0; i < doors.size(); i++) {
                PriceOffers door = doors.get(i);
                Admission admission = admissions.get(i);
                references.add(Results.done(() -> door.admit(admission)));
            }
            passBeyond(until);
            for (int i = 0; i < doors.size(); i++) {
                Admission admission = admissions.get(i);
                if (!admissionsEnd()) {
                    Results.done(() -> offers.revoke(admission));
                }
                new Till(scene, offers).assertFullPrice(buyers.get(i), references.get(i), scene.article());
            }
        }
    }

    @Test
    default void offerThatHasNotStartedGivesItsPriceToNobody() {
        PriceOffers offers = offers();
        Scene scene = new Scene(this);
        Instant starts = scene.now().plus(Duration.ofHours(1));
        try (OpenOffer offer = OpenOffer.between(
                offers, scene.article(), halfPrice(scene.article()), 1, starts, starts.plus(Duration.ofHours(1)))) {
            Customer buyer = scene.buyer();
            new Till(scene, offers).assertFullPrice(buyer, offer.admit(buyer), scene.article());
        }
    }

    /** With a clock on Gather's side that is ten minutes behind the shop's. */
    private Shop connectBehind() {
        return connect(Map.of(), Clock.offset(clock(), Duration.ofMinutes(-10)));
    }

    /** A second more, for shops that keep time in whole seconds. */
    private void passBeyond(Instant end) {
        pass(Duration.between(clock().instant(), end).plusMillis(1_100));
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
}
