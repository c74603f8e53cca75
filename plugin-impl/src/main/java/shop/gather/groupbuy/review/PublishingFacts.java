package shop.gather.groupbuy.review;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.spi.Capability;
import shop.gather.spi.VariantSnapshot;

/**
 * What is known of a campaign when it is checked. Immutable.
 *
 * @param listPrice the shop's price of one unit when the draft was saved
 * @param article as the shop sells it now; empty if the shop has no such article
 * @param capabilities of the connected shop
 * @param rebate whether buyers get the group price by rebate instead of by the shop's checkout
 * @param offerRoom the shop's limit of price offers; empty if it has none
 * @param overlapping other campaigns of the article that are not closed, in an overlapping period
 * @param pickupPoints how many active points buyers can choose from, counted up to one; empty without pickup
 * @param floor the lowest price that the owner accepts, in the currency of the terms; empty for no limit
 * @param lowestBefore the shop's lowest price in the 30 days before the campaign, as far as Gather has seen it
 */
public record PublishingFacts(
        CampaignTerms terms,
        Money listPrice,
        Optional<VariantSnapshot> article,
        Set<Capability> capabilities,
        boolean rebate,
        Optional<OfferRoom> offerRoom,
        List<Overlap> overlapping,
        OptionalInt pickupPoints,
        Optional<Money> floor,
        Optional<Money> lowestBefore) {

    /**
     * @param most how many price offers the shop supports at once
     * @param active how many it has, or is being asked to create
     */
    public record OfferRoom(int most, long active) {}

    /** @param state of the other campaign, such as DRAFT */
    public record Overlap(String name, String state) {}

    /** The shop's price now; empty if the article is missing or is sold in another currency. */
    Optional<Money> priceNow() {
        return article.map(VariantSnapshot::price).filter(price -> price.getCurrencyUnit()
                .equals(terms.checkoutPrice().getCurrencyUnit()));
    }

    boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
