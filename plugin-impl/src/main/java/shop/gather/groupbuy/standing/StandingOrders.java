package shop.gather.groupbuy.standing;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.cycle.CampaignSeries;
import shop.gather.groupbuy.standing.StandingOrder.Line;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.store.Stores;

/** Lets members order the same in each cycle. Every operation is idempotent. Thread-safe. */
@Singleton
class StandingOrders {

    private final Transactions transactions;
    private final StandingOrderRows rows;
    private final CampaignSeries series;
    private final Campaigns campaigns;
    private final Stores stores;

    @Inject
    StandingOrders(
            Transactions transactions,
            StandingOrderRows rows,
            CampaignSeries series,
            Campaigns campaigns,
            Stores stores) {
        this.transactions = transactions;
        this.rows = rows;
        this.series = series;
        this.campaigns = campaigns;
        this.stores = stores;
    }

    /**
     * Makes the member's standing order in the series of a campaign, or replaces its articles. It takes part in cycles
     * that open from now on.
     *
     * @param campaign any cycle's
     * @param pickupPoint an id as text; null to choose it in each cycle
     * @throws ProblemException NOT_FOUND; INVALID_VALUE if the campaign does not sell that; CONFLICT if the series has
     *     ended or is no group order
     */
    StandingOrder put(StoreId store, MemberId member, CampaignId campaign, List<Line> lines, String pickupPoint) {
        CampaignOffer offer = visible(store, campaign);
        CampaignId id = series.running(store, campaign);
        CampaignTerms terms = offer.terms();
        if (!terms.team().oneForCampaign()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "Standing orders are for group orders. Join a team of each cycle instead.");
        }
        requireSold(lines, offer);
        StandingOrder order =
                new StandingOrder(new StandingOrderId(Ids.next()), id, member, lines, pickupPoint, null, Instant.EPOCH);
        return transactions.inStore(store, () -> {
            if (!rows.insert(store, order)) {
                rows.change(store, order);
            }
            return rows.find(store, id, member).orElseThrow();
        });
    }

    private static void requireSold(List<Line> lines, CampaignOffer offer) {
        CampaignTerms terms = offer.terms();
        StandingOrder.requireDifferent(lines);
        if (lines.size() > 1 && !terms.quantity().onePlacePerArticle()) {
            throw ProblemException.invalid("The campaign lets a buyer take one article: send one line.");
        }
        for (Line line : lines) {
            Check.range(line.quantity(), "quantity", 1, terms.quantity().mostPerPlace());
            if (!line.variantId().equals(offer.variantId())
                    && terms.article(line.variantId()).isEmpty()) {
                throw ProblemException.invalid("variantId must be an article of the campaign.");
            }
        }
        int units = lines.stream().mapToInt(Line::quantity).sum();
        if (terms.quantity().mostPerBuyer().stream().anyMatch(most -> units > most)) {
            throw ProblemException.invalid("The lines have more units than a buyer may take in the campaign.");
        }
    }

    /** @throws ProblemException NOT_FOUND */
    StandingOrder get(StoreId store, MemberId member, CampaignId campaign) {
        return find(store, member, campaign).orElseThrow(() -> ProblemException.notFound("standing order"));
    }

    private Optional<StandingOrder> find(StoreId store, MemberId member, CampaignId campaign) {
        CampaignId id = seriesOf(store, campaign);
        return transactions.inStore(store, () -> rows.find(store, id, member));
    }

    Page<StandingOrder> page(StoreId store, MemberId member, String cursor, int limit) {
        List<StandingOrder> found =
                transactions.inStore(store, () -> rows.of(store, member, Page.before(cursor), limit + 1));
        return Page.of(found, limit, order -> order.id().value(), order -> order);
    }

    /**
     * Pauses the order: it takes no part in cycles that open before a day, in the store's zone.
     *
     * @throws ProblemException NOT_FOUND
     */
    StandingOrder pause(StoreId store, MemberId member, CampaignId campaign, LocalDate until) {
        ZoneId zone = ZoneId.of(stores.find(store).orElseThrow().zone());
        return pause(store, member, campaign, until.atStartOfDay(zone).toInstant());
    }

    /** @throws ProblemException NOT_FOUND */
    StandingOrder resume(StoreId store, MemberId member, CampaignId campaign) {
        return pause(store, member, campaign, (Instant) null);
    }

    private StandingOrder pause(StoreId store, MemberId member, CampaignId campaign, Instant until) {
        CampaignId id = seriesOf(store, campaign);
        return transactions.inStore(store, () -> {
            if (!rows.pause(store, id, member, until)) {
                throw ProblemException.notFound("standing order");
            }
            return rows.find(store, id, member).orElseThrow();
        });
    }

    /** Ends the order; places that it has taken stay. Does nothing if there is none. */
    void end(StoreId store, MemberId member, CampaignId campaign) {
        CampaignId id = seriesOf(store, campaign);
        transactions.inStore(store, () -> rows.delete(store, id, member));
    }

    /** Says nothing about campaigns that do not repeat, and those that are not published. */
    private CampaignId seriesOf(StoreId store, CampaignId campaign) {
        return series.beginning(store, campaign).orElseThrow(() -> ProblemException.notFound("standing order"));
    }

    private CampaignOffer visible(StoreId store, CampaignId campaign) {
        CampaignOffer offer = campaigns.offer(store, campaign);
        if (!offer.published()) {
            throw ProblemException.notFound("campaign");
        }
        return offer;
    }

    void on(@Observes MemberErased erasure) {
        transactions.inStore(erasure.store(), () -> rows.deleteAll(erasure.store(), erasure.member()));
    }

    void on(@Observes MembersMerged merge) {
        if (merge.told()) {
            rows.move(merge.store(), merge.from(), merge.into());
        }
    }
}
