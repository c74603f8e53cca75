package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopDriver.Customer;

/** The promotions that stand in for the plugin. */
@RequiresNode
class CouponOffersIT extends OrderScene {

    private static final String PROMOTIONS = """
            query($code: String!) {
              promotions(options: {filter: {couponCode: {eq: $code}}}) { totalItems }
              customerGroups(options: {filter: {name: {eq: $code}}}) { totalItems } }""";

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }

    private int kept(String code) {
        JsonObject kept = driver().owner().send(PROMOTIONS, Map.of("code", VendureDriver.text(code)));
        return kept.getJsonObject("promotions").getInt("totalItems")
                + kept.getJsonObject("customerGroups").getInt("totalItems");
    }

    /** Vendure loads every live promotion on every cart: nothing may be left behind. */
    @Test
    void aClosedOfferLeavesNothingAtTheShop() {
        Offer offer = anOffer(GROUP_PRICE);
        String reference = open(offer);
        admit(anAdmission(offer, reference, driver().register("Ann")));
        assertThat(kept(reference)).isEqualTo(3);

        shop().priceOffers().orElseThrow().close(offer.key(), reference);

        assertThat(kept(reference)).isZero();
    }

    @Test
    void anOwnersOwnCouponIsNeverTouched() {
        driver().owner().expect("createPromotion", "Promotion", """
                        mutation { createPromotion(input: {enabled: true, couponCode: "SUMMER20", conditions: [],
                          translations: [{languageCode: en, name: "Summer"}],
                          actions: [{code: "free_shipping", arguments: []}]}) { __typename ... on ErrorResult { message } } }""", Map.of());
        Customer ann = driver().register("Ann");

        assertThat(shop().priceOffers().orElseThrow().close("any", "SUMMER20"))
                .isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(shop().priceOffers().orElseThrow().admit(anAdmission(anOffer(GROUP_PRICE), "SUMMER20", ann)))
                .isInstanceOf(CommandResult.Refused.class);
        assertThat(kept("SUMMER20")).isEqualTo(1);
    }
}
