package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.pricehistory.ArticlePrices;
import shop.gather.groupbuy.pricehistory.PriceHistory;
import shop.gather.groupbuy.review.PublishingFacts;
import shop.gather.groupbuy.review.PublishingFacts.OfferRoom;
import shop.gather.groupbuy.review.PublishingFacts.Overlap;
import shop.gather.groupbuy.review.Review;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.StoreId;
import shop.gather.spi.Capability;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;

/** Collects what is known of a campaign, and checks it by the rules of publishing. Thread-safe. */
@Singleton
class PublishingCheck {

    /** More overlapping campaigns are not named. */
    private static final int MOST_OVERLAPPING = 10;

    private final CampaignRows rows;
    private final CampaignOffers offers;
    private final PickupPoints points;
    private final PriceHistory history;
    private final Clock clock;

    @Inject
    PublishingCheck(CampaignRows rows, CampaignOffers offers, PickupPoints points, PriceHistory history, Clock clock) {
        this.rows = rows;
        this.offers = offers;
        this.points = points;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Applies all rules, in the caller's transaction.
     *
     * @param articles of the campaign, as the shop sells them now, by id
     */
    Review of(
            StoreId store, Campaign campaign, Shop shop, Map<String, VariantSnapshot> articles, Optional<Money> floor) {
        CampaignTerms terms = campaign.terms();
        Map<String, ArticlePrices> prices = campaign.pricesBefore(history, store, clock.instant());
        List<Review.Further> further = terms.further().stream()
                .map(article -> new Review.Further(
                        article.title(),
                        facts(
                                store,
                                campaign,
                                shop,
                                new Checked(article.variantId(), terms.of(article.variantId()), article.listPrice()),
                                articles,
                                prices,
                                floor)))
                .toList();
        Checked main = new Checked(campaign.variantId(), terms, campaign.listPrice());
        return Review.of(facts(store, campaign, shop, main, articles, prices, floor), further);
    }

    /** An article, and the terms with its price. */
    private record Checked(String variantId, CampaignTerms terms, Money listPrice) {}

    private PublishingFacts facts(
            StoreId store,
            Campaign campaign,
            Shop shop,
            Checked checked,
            Map<String, VariantSnapshot> articles,
            Map<String, ArticlePrices> prices,
            Optional<Money> floor) {
        boolean rebate = campaign.isEditable() ? shop.priceOffers().isEmpty() : campaign.priceBy() == PriceBy.REBATE;
        return new PublishingFacts(
                checked.terms(),
                checked.listPrice(),
                Optional.ofNullable(articles.get(checked.variantId())),
                Capability.of(shop),
                rebate,
                shop.priceOffers().flatMap(this::room),
                rows
                        .overlapping(
                                checked.variantId(),
                                campaign.id().value(),
                                campaign.startsAt(),
                                campaign.endsAt(),
                                MOST_OVERLAPPING)
                        .stream()
                        .map(other -> new Overlap(other.name(), other.state().name()))
                        .toList(),
                pickupPoints(store, campaign),
                floor,
                prices.get(checked.variantId()).lowest());
    }

    private OptionalInt pickupPoints(StoreId store, Campaign campaign) {
        return campaign.terms()
                .fulfilment()
                .pickup()
                .map(policy -> OptionalInt.of(points.choosable(store, policy, 1).size()))
                .orElse(OptionalInt.empty());
    }

    private Optional<OfferRoom> room(PriceOffers offers) {
        OptionalInt most = offers.limits().liveOffers();
        return most.isPresent() ? Optional.of(new OfferRoom(most.getAsInt(), this.offers.live())) : Optional.empty();
    }
}
