package shop.gather.tck;

import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Customer;

/** An offer that is open during a test and closed after it, so that it does not affect other tests. */
final class OpenOffer implements AutoCloseable {

    /** Long enough for a slow shop to open an offer and admit a buyer before it ends. */
    static final Duration SOON = Duration.ofSeconds(5);

    private final PriceOffers offers;
    private final Offer offer;
    private final String reference;

    private OpenOffer(PriceOffers offers, Offer offer) {
        this.offers = offers;
        this.offer = offer;
        this.reference = Results.done(() -> offers.offer(offer));
    }

    /** Open from an hour ago until an hour from now. */
    static OpenOffer of(PriceOffers offers, Article article, Money price, int maxQuantity, Instant now) {
        return between(
                offers, article, price, maxQuantity, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
    }

    static OpenOffer between(
            PriceOffers offers, Article article, Money price, int maxQuantity, Instant startsAt, Instant endsAt) {
        return new OpenOffer(
                offers, new Offer(Results.newKey(), article.variantId(), price, maxQuantity, startsAt, endsAt));
    }

    Offer offer() {
        return offer;
    }

    String reference() {
        return reference;
    }

    /** An admission of the buyer until the offer ends; it is not yet sent to the shop. */
    Admission admission(Customer buyer) {
        return admission(buyer, offer.endsAt());
    }

    Admission admission(Customer buyer, Instant until) {
        return new Admission(
                Results.newKey(),
                reference,
                buyer.customerId(),
                offer.variantId(),
                offer.unitPrice(),
                offer.maxQuantity(),
                until);
    }

    /** Admits the buyer and returns the reference for the storefront. */
    String admit(Admission admission) {
        return Results.done(() -> offers.admit(admission));
    }

    String admit(Customer buyer) {
        return admit(admission(buyer));
    }

    @Override
    public void close() {
        Results.fine(() -> offers.close(Results.newKey(), reference));
    }
}
