package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Who pays the group price, and until when, in every kind of shop. */
abstract class GroupPrices extends OrderScene {

    @Test
    void anAdmittedBuyerPaysTheGroupPriceToTheCent() {
        PlacedOrder placed = aTeamOrderWithAMug(2);

        OrderSnapshot order = read(placed);

        assertThat(lineOf(order, tea()).gross()).isEqualTo(GROUP_PRICE.multipliedBy(2));
        assertThat(lineOf(order, mug()).gross()).isEqualTo(mug().price());
        assertThat(placed.total())
                .isEqualTo(GROUP_PRICE.multipliedBy(2).plus(mug().price()).plus(SHIPPING));
    }

    @Test
    void aBuyerWhoWasNotAdmittedPaysTheFullPrice() {
        Customer ann = driver().register("Ann");
        Customer eve = driver().register("Eve");
        Offer offer = anOffer(GROUP_PRICE);
        String admission = admit(anAdmission(offer, open(offer), ann));

        PlacedOrder placed = driver().checkout(aGroupCheckout(eve, admission, Map.of(tea().variantId(), 1)));

        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(tea().price());
    }

    @Test
    void aRevokedBuyerPaysTheFullPrice() {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        Admission admission = anAdmission(offer, open(offer), ann);
        String reference = admit(admission);

        assertThat(shop().priceOffers().orElseThrow().revoke(admission)).isInstanceOf(CommandResult.Done.class);
        shop().priceOffers().orElseThrow().revoke(admission);

        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, reference, Map.of(tea().variantId(), 1)));
        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(tea().price());
    }

    @Test
    void aClosedOfferIsGoneForAll() {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        String offerReference = open(offer);
        String reference = admit(anAdmission(offer, offerReference, ann));

        assertThat(shop().priceOffers().orElseThrow().close(offer.key(), offerReference))
                .isInstanceOf(CommandResult.Done.class);
        shop().priceOffers().orElseThrow().close(offer.key(), offerReference);

        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, reference, Map.of(tea().variantId(), 1)));
        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(tea().price());
    }

    @Test
    void anOrderPlacedBeforeTheOfferClosedKeepsItsPrice() {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        String offerReference = open(offer);
        String reference = admit(anAdmission(offer, offerReference, ann));
        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, reference, Map.of(tea().variantId(), 1)));

        shop().priceOffers().orElseThrow().close(offer.key(), offerReference);
        OrderSnapshot order = read(placed);
        shop().deferredCapture().orElseThrow().capture(aCapture(order, placed.total()));

        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(GROUP_PRICE);
        assertThat(driver().record(placed.orderId()).captured()).isEqualTo(GROUP_PRICE.plus(SHIPPING));
    }

    @Test
    void theSameKeyOpensOneOffer() {
        Offer offer = anOffer(GROUP_PRICE);

        String first = open(offer);
        CommandResult second = shop().priceOffers().orElseThrow().offer(offer);

        assertThat(second).isIn(CommandResult.done(first), new CommandResult.AlreadyDone(first));
    }
}
