package shop.gather.groupbuy.review;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.review.PublishingFacts.OfferRoom;
import shop.gather.groupbuy.review.PublishingFacts.Overlap;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.spi.Capability;
import shop.gather.spi.VariantSnapshot;

/** A draft on an article of 12.99 at a shop that can do everything, and what a test changes of it. */
final class SomeFacts {

    private final CampaignTerms terms;
    private Optional<VariantSnapshot> article = Optional.of(variant("EUR 12.99", OptionalInt.empty(), true));
    private Set<Capability> capabilities = Set.of(Capability.values());
    private Optional<OfferRoom> room = Optional.empty();
    private List<Overlap> overlapping = List.of();
    private OptionalInt pickupPoints = OptionalInt.empty();
    private Optional<Money> floor = Optional.empty();
    private Optional<Money> lowestBefore = Optional.empty();

    private SomeFacts(CampaignTerms terms) {
        this.terms = terms;
    }

    static SomeFacts of(CampaignTerms terms) {
        return new SomeFacts(terms);
    }

    SomeFacts soldAt(String price) {
        article = Optional.of(variant(price, OptionalInt.empty(), true));
        return this;
    }

    SomeFacts notSold() {
        article = Optional.empty();
        return this;
    }

    SomeFacts inStock(int units) {
        article = Optional.of(variant("EUR 12.99", OptionalInt.of(units), true));
        return this;
    }

    SomeFacts unavailable() {
        article = Optional.of(variant("EUR 12.99", OptionalInt.empty(), false));
        return this;
    }

    SomeFacts shopCan(Capability... all) {
        capabilities = Set.of(all);
        return this;
    }

    SomeFacts offers(int most, long active) {
        room = Optional.of(new OfferRoom(most, active));
        return this;
    }

    SomeFacts besides(String name, String state) {
        overlapping = List.of(new Overlap(name, state));
        return this;
    }

    SomeFacts collectedAt(int points) {
        pickupPoints = OptionalInt.of(points);
        return this;
    }

    SomeFacts floor(String price) {
        floor = Optional.of(Money.parse(price));
        return this;
    }

    SomeFacts soldBeforeAt(String price) {
        lowestBefore = Optional.of(Money.parse(price));
        return this;
    }

    PublishingFacts facts() {
        return new PublishingFacts(
                terms,
                Money.parse("EUR 12.99"),
                article,
                capabilities,
                !capabilities.contains(Capability.PRICE_OFFERS),
                room,
                overlapping,
                pickupPoints,
                floor,
                lowestBefore);
    }

    private static VariantSnapshot variant(String price, OptionalInt stock, boolean available) {
        return new VariantSnapshot("tea", "1", "Tea", "", Money.parse(price), stock, available);
    }
}
