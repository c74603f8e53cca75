package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.Await;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Signed prices, verified by the host plugin. */
@RequiresNode
class PriceTokensIT extends OrderScene {

    private final Customer ann = driver().register("Ann");

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }

    private Money paidForTea(Customer buyer, String token, int quantity) {
        PlacedOrder placed = driver().checkout(aGroupCheckout(buyer, token, Map.of(tea().variantId(), quantity)));
        return lineOf(read(placed), tea()).gross();
    }

    private static Admission until(Admission admission, Instant until) {
        return new Admission(
                admission.key(),
                admission.offerReference(),
                admission.customerId(),
                admission.variantId(),
                admission.unitPrice(),
                admission.maxQuantity(),
                until);
    }

    private VendureCheckout cartOf(Customer buyer, String token, int quantity) {
        VendureServer server = ConnectedShop.of(kind()).server();
        VendureCheckout checkout =
                new VendureCheckout(server, new VendureSession(server.uri().resolve("/shop-api"), buyer.token()));
        checkout.fill(aGroupCheckout(buyer, token, Map.of(tea().variantId(), quantity)));
        return checkout;
    }

    @Test
    void redeemsByToken() {
        assertThat(shop().priceOffers().orElseThrow().limits().redemption()).isEqualTo(Redemption.PRICE_TOKEN);
    }

    @Test
    void moreThanAllowedCostTheFullPrice() {
        Offer offer = anOffer(GROUP_PRICE);
        String token = admit(anAdmission(offer, open(offer), ann));

        assertThat(paidForTea(ann, token, offer.maxQuantity() + 1))
                .isEqualTo(tea().price().multipliedBy(offer.maxQuantity() + 1L));
        assertThat(paidForTea(ann, token, offer.maxQuantity()))
                .isEqualTo(GROUP_PRICE.multipliedBy(offer.maxQuantity()));
    }

    @Test
    void aTokenIsForOneArticleOnly() {
        Offer offer = anOffer(GROUP_PRICE);
        String token = admit(anAdmission(offer, open(offer), ann));

        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, token, Map.of(mug().variantId(), 1)));

        assertThat(lineOf(read(placed), mug()).gross()).isEqualTo(mug().price());
    }

    @Test
    void aTokenThatWasChangedIsWorthNothing() {
        Offer offer = anOffer(GROUP_PRICE);
        String token = admit(anAdmission(offer, open(offer), ann));
        String[] parts = token.split("\\.");
        parts[3] = "1";

        assertThat(paidForTea(ann, String.join(".", parts), 1)).isEqualTo(tea().price());
        assertThat(paidForTea(ann, "not a token", 1)).isEqualTo(tea().price());
    }

    @Test
    void aTokenBuysOnceUnlessTheOrderIsCancelled() {
        Offer offer = anOffer(GROUP_PRICE);
        String token = admit(anAdmission(offer, open(offer), ann));
        PlacedOrder first = driver().checkout(aGroupCheckout(ann, token, Map.of(tea().variantId(), 1)));

        assertThat(paidForTea(ann, token, 1)).isEqualTo(tea().price());

        shop().cancellations().orElseThrow().cancel(new Cancellation(key(), first.orderId(), "changed my mind"));
        assertThat(paidForTea(ann, token, 1)).isEqualTo(GROUP_PRICE);
    }

    @Test
    void aPriceThatEndsInTheCartIsNotPaid() {
        Offer offer = anOffer(GROUP_PRICE);
        Instant end = Instant.now().plus(Duration.ofSeconds(8));
        String token = admit(until(anAdmission(offer, open(offer), ann), end));
        VendureCheckout checkout = cartOf(ann, token, 1);
        assertThat(checkout.cart().getInt("totalWithTax")).isEqualTo(888);

        Await.until("the price to end", () -> Instant.now().isAfter(end.plusSeconds(1)));

        checkout.arrange();
        assertThat(checkout.cart().getInt("totalWithTax")).isEqualTo(1299 + 500);
    }

    @Test
    void aPriceTakenBackAfterTheAddressWasGivenStopsTheCheckout() {
        Offer offer = anOffer(GROUP_PRICE);
        Admission admission = anAdmission(offer, open(offer), ann);
        VendureCheckout checkout = cartOf(ann, admit(admission), 1);
        checkout.deliver();

        shop().priceOffers().orElseThrow().revoke(admission);

        assertThatThrownBy(checkout::proceed).hasMessageContaining("group price of an article in this cart has ended");
    }

    @Test
    void theSameTokenOnTwoArticlesOfOneKindDoesNotDoubleTheQuantity() {
        Offer offer = anOffer(GROUP_PRICE);
        String token = admit(anAdmission(offer, open(offer), ann));
        VendureCheckout checkout = cartOf(ann, token, offer.maxQuantity());

        checkout.add(tea().variantId(), 1, token);

        assertThat(checkout.cart().getInt("totalWithTax")).isEqualTo(1299 * (offer.maxQuantity() + 1));
    }

    @Test
    void anAdmissionToAClosedOfferIsRefused() {
        Offer offer = anOffer(GROUP_PRICE);
        String reference = open(offer);
        shop().priceOffers().orElseThrow().close(offer.key(), reference);

        assertThat(shop().priceOffers().orElseThrow().admit(anAdmission(offer, reference, ann)))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.OFFER_LIMIT));
    }

    @Test
    void tokensAreShort() {
        Offer offer = anOffer(Money.parse("EUR 999999.99"));
        assertThat(admit(anAdmission(offer, open(offer), ann))).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void anOrderCarriesTheEvidenceOfItsCart() {
        Map<String, String> evidence = new HashMap<>();
        evidence.put(OrderMetadata.CLICK, "c".repeat(900));
        evidence.put(OrderMetadata.PARTICIPATION, "01890a5d-ac96-774b-bcce-b302099a8057");
        PlacedOrder placed = driver().checkout(
                        new Checkout(ann, Map.of(tea().variantId(), 1), null, null, evidence, Payment.AUTHORIZE));

        assertThat(read(placed).metadata()).isEqualTo(evidence);
    }
}
