package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.pricehistory.PriceHistory;
import shop.gather.groupbuy.review.Review;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;

/** Opens campaigns for buyers, by price offer or by rebate, as the connected shop allows. Thread-safe. */
@Singleton
public class Publishing {

    private final Transactions transactions;
    private final CampaignRows rows;
    private final Campaigns campaigns;
    private final Shops shops;
    private final CampaignOffers offers;
    private final AuditLog audit;
    private final Events events;
    private final CampaignPointRows points;
    private final PublishingCheck check;
    private final PriceHistory history;

    @Inject
    Publishing(
            Transactions transactions,
            CampaignRows rows,
            Campaigns campaigns,
            Shops shops,
            CampaignOffers offers,
            AuditLog audit,
            Events events,
            CampaignPointRows points,
            PublishingCheck check,
            PriceHistory history) {
        this.transactions = transactions;
        this.rows = rows;
        this.campaigns = campaigns;
        this.shops = shops;
        this.offers = offers;
        this.audit = audit;
        this.events = events;
        this.points = points;
        this.check = check;
        this.history = history;
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
        Map<String, VariantSnapshot> articles = articles(shop, campaign);
        return transactions.inStore(store, () -> check.of(store, campaign, shop, articles, floor));
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
        Attempt attempt = attempt(store, id, floorPrice, actor);
        attempt.blocked().ifPresent(rule -> {
            throw rule;
        });
        return attempt.warnings();
    }

    /**
     * How an attempt to publish has ended.
     *
     * @param blocked which rules do not permit it; empty if the campaign is published
     * @param warnings for the owner
     */
    record Attempt(Optional<ProblemException> blocked, List<String> warnings) {}

    /**
     * As {@link #publish}, but tells a rule that blocks from other causes.
     *
     * @throws ProblemException for another cause than a rule
     */
    Attempt attempt(StoreId store, CampaignId id, String floorPrice, String actor) {
        Campaign seen = transactions.inStore(store, () -> campaigns.get(id));
        requireNotClosed(seen);
        Optional<Money> floor = floor(seen, floorPrice);
        Shop shop = shops.of(store);
        Map<String, VariantSnapshot> articles = seen.isEditable() ? articles(shop, seen) : Map.of();
        return transactions.inStore(store, () -> {
            Campaign campaign = campaigns.get(id);
            requireNotClosed(campaign);
            Review review = check.of(store, campaign, shop, articles, floor);
            if (campaign.isEditable()) {
                // The articles that were read are those of the draft as it was seen.
                Campaigns.requireWritten(campaign.version() == seen.version());
                Optional<ProblemException> blocked = blocked(review);
                if (blocked.isPresent()) {
                    return new Attempt(blocked, review.warnings());
                }
                shop.priceOffers()
                        .ifPresentOrElse(offers -> byOffer(store, campaign, offers), () -> byRebate(store, campaign));
                points.list(campaign);
                history.observed(store, prices(articles), campaign.endsAt());
                audit.record(store, actor, "campaign.published", id.toString(), campaign.name());
            }
            return new Attempt(Optional.empty(), review.warnings());
        });
    }

    private static Optional<ProblemException> blocked(Review review) {
        try {
            review.requirePublishable();
            return Optional.empty();
        } catch (ProblemException rule) {
            return Optional.of(rule);
        }
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

    /** The campaign's articles as the shop sells them now, by id. */
    static Map<String, VariantSnapshot> articles(Shop shop, Campaign campaign) {
        Map<String, VariantSnapshot> articles = new HashMap<>();
        Stream.concat(
                        Stream.of(campaign.variantId()),
                        campaign.terms().further().stream().map(FurtherArticle::variantId))
                .forEach(id -> shop.catalog().variant(id).ifPresent(article -> articles.put(id, article)));
        return articles;
    }

    /** The prices of articles, by their ids. */
    static Map<String, Money> prices(Map<String, VariantSnapshot> articles) {
        return articles.values().stream().collect(Collectors.toMap(VariantSnapshot::variantId, VariantSnapshot::price));
    }

    private void byOffer(StoreId store, Campaign campaign, PriceOffers offers) {
        // The shop is asked for the price of a presale when the payment is opened: nobody can pay before.
        boolean presale = campaign.terms().payment().presale().isPresent();
        Campaigns.requireWritten(rows.publish(
                campaign.id().value(),
                campaign.version(),
                offers.limits().redemption(),
                offers.requiresAccountEmail(),
                presale ? 0 : 1 + campaign.terms().further().size()));
        if (presale) {
            rows.accepted(campaign.id().value());
            events.emit(store, new CampaignEvent.Published(campaign.id()));
            return;
        }
        this.offers.list(campaign);
        this.offers.ask(store, campaign);
    }

    private void byRebate(StoreId store, Campaign campaign) {
        Campaigns.requireWritten(rows.publishByRebate(campaign.id().value(), campaign.version()));
        offers.list(campaign);
        events.emit(store, new CampaignEvent.Published(campaign.id()));
    }
}
