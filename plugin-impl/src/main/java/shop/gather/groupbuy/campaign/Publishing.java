package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.review.PublishingFacts;
import shop.gather.groupbuy.review.PublishingFacts.OfferRoom;
import shop.gather.groupbuy.review.PublishingFacts.Overlap;
import shop.gather.groupbuy.review.Review;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.Capability;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;

/** Opens campaigns for buyers, by price offer or by rebate, as the connected shop allows. Thread-safe. */
@Singleton
public class Publishing {

    /** More overlapping campaigns are not named. */
    private static final int MOST_OVERLAPPING = 10;

    private final Transactions transactions;
    private final CampaignRows rows;
    private final Campaigns campaigns;
    private final Shops shops;
    private final ShopCommands commands;
    private final AuditLog audit;
    private final Events events;
    private final PickupPoints points;

    @Inject
    Publishing(
            Transactions transactions,
            CampaignRows rows,
            Campaigns campaigns,
            Shops shops,
            ShopCommands commands,
            AuditLog audit,
            Events events,
            PickupPoints points) {
        this.transactions = transactions;
        this.rows = rows;
        this.campaigns = campaigns;
        this.shops = shops;
        this.commands = commands;
        this.audit = audit;
        this.events = events;
        this.points = points;
    }

    /**
     * Checks a draft as {@link #publish} would, and changes nothing. Reads the article from the shop.
     *
     * @param floorPrice the lowest price that the owner accepts, as a decimal in the campaign's currency; null for none
     * @throws ProblemException CONFLICT if the campaign is no longer a draft; INVALID_VALUE for the floor price
     */
    public Review review(StoreId store, CampaignId id, String floorPrice) {
        Campaign campaign = transactions.inStore(store, () -> campaigns.get(id));
        if (!campaign.isEditable()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "Only a draft can be reviewed; this one is " + campaign.state() + ".");
        }
        Optional<Money> floor = floor(campaign, floorPrice);
        Shop shop = shops.of(store);
        Optional<VariantSnapshot> article = shop.catalog().variant(campaign.variantId());
        return transactions.inStore(store, () -> Review.of(facts(store, campaign, shop, article, floor)));
    }

    /**
     * Publishes a draft. If the shop supports price offers, the campaign opens when the shop has accepted the price. At
     * any other shop the price is given by rebate, and the campaign opens at once. Reads the article of a draft from the
     * shop. Idempotent: a campaign that was published before is not checked against the shop's prices again.
     *
     * @param floorPrice as for {@link #review}
     * @return warnings for the owner
     * @throws ProblemException if a rule blocks; the detail names its code
     */
    List<String> publish(StoreId store, CampaignId id, String floorPrice, String actor) {
        Campaign seen = transactions.inStore(store, () -> campaigns.get(id));
        requireNotClosed(seen);
        Optional<Money> floor = floor(seen, floorPrice);
        Shop shop = shops.of(store);
        Optional<VariantSnapshot> article =
                seen.isEditable() ? shop.catalog().variant(seen.variantId()) : Optional.empty();
        return transactions.inStore(store, () -> {
            Campaign campaign = campaigns.get(id);
            requireNotClosed(campaign);
            Review review = Review.of(facts(store, campaign, shop, article, floor));
            if (campaign.isEditable()) {
                // The article that was read is that of the draft as it was seen.
                Campaigns.requireWritten(campaign.version() == seen.version());
                review.requirePublishable();
                shop.priceOffers()
                        .ifPresentOrElse(offers -> byOffer(store, campaign, offers), () -> byRebate(store, campaign));
                audit.record(store, actor, "campaign.published", id.toString(), campaign.name());
            }
            return review.warnings();
        });
    }

    private static void requireNotClosed(Campaign campaign) {
        if (campaign.state() == State.CLOSED) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "A closed campaign cannot be published again. Create a new one.");
        }
    }

    private static Optional<Money> floor(Campaign campaign, String decimal) {
        String currency = campaign.terms().checkoutPrice().getCurrencyUnit().getCode();
        return Optional.ofNullable(decimal).map(text -> {
            Amount amount = new Amount(text, currency);
            if (amount.fault().equals(Optional.of(Amount.Fault.FORM))) {
                throw ProblemException.invalid("floorPrice must be a decimal, such as 8.50.");
            }
            return amount.positive("floorPrice");
        });
    }

    /** In the caller's transaction. */
    private PublishingFacts facts(
            StoreId store, Campaign campaign, Shop shop, Optional<VariantSnapshot> article, Optional<Money> floor) {
        boolean rebate = campaign.isEditable() ? shop.priceOffers().isEmpty() : campaign.priceBy() == PriceBy.REBATE;
        return new PublishingFacts(
                campaign.terms(),
                campaign.listPrice(),
                article,
                Capability.of(shop),
                rebate,
                shop.priceOffers().flatMap(this::room),
                rows
                        .overlapping(
                                campaign.variantId(),
                                campaign.id().value(),
                                campaign.startsAt(),
                                campaign.endsAt(),
                                MOST_OVERLAPPING)
                        .stream()
                        .map(other -> new Overlap(other.name(), other.state().name()))
                        .toList(),
                pickupPoints(store, campaign),
                floor);
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
        return most.isPresent() ? Optional.of(new OfferRoom(most.getAsInt(), rows.liveOffers())) : Optional.empty();
    }

    private void byOffer(StoreId store, Campaign campaign, PriceOffers offers) {
        Campaigns.requireWritten(rows.publish(
                campaign.id().value(),
                campaign.version(),
                offers.limits().redemption(),
                offers.requiresAccountEmail()));
        CampaignTerms terms = campaign.terms();
        commands.issue(
                store,
                // The version after publishing: a campaign that was refused is offered again under a new key.
                CommandKey.of(Purpose.OFFER, campaign.id(), Long.toString(campaign.version() + 1)),
                new ShopCommand.OfferPrice(
                        campaign.variantId(),
                        terms.checkoutPrice().getAmountMinorLong(),
                        terms.checkoutPrice().getCurrencyUnit().getCode(),
                        terms.stock().unitsPerPlace(),
                        campaign.startsAt().toString(),
                        campaign.endsAt().plus(terms.hold()).toString()));
    }

    private void byRebate(StoreId store, Campaign campaign) {
        Campaigns.requireWritten(rows.publishByRebate(campaign.id().value(), campaign.version()));
        events.emit(store, new CampaignEvent.Published(campaign.id()));
    }
}
