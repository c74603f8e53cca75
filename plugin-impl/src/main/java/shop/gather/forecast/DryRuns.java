package shop.gather.forecast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.forecast.PlayedCampaign.PastOrders;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.order.intake.PastSales;
import shop.gather.order.intake.PastSales.Sale;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.referral.commission.CommissionPlans;
import shop.gather.shop.connection.Shops;

/** Dry runs of a store's campaigns. Reads the campaign and the current commission plan; writes nothing. Thread-safe. */
@Singleton
class DryRuns {

    /** Bounds the work of one request: about 0.1 s. */
    static final int MAX_BUYERS = 100_000;

    static final int MAX_PAST_DAYS = 366;

    /** The replays of past orders that one node plays at a time; of a store, one. */
    private static final int REPLAYED_AT_ONCE = 2;

    /** Bounds the length of the answer. */
    private static final Duration MAX_PERIOD = Duration.ofDays(366);

    private final Campaigns campaigns;
    private final CommissionPlans plans;
    private final Shops shops;
    private final PastSales past;
    private final Clock clock;
    private final Semaphore replays = new Semaphore(REPLAYED_AT_ONCE);
    private final Set<StoreId> replaying = ConcurrentHashMap.newKeySet();

    @Inject
    DryRuns(Campaigns campaigns, CommissionPlans plans, Shops shops, PastSales past, Clock clock) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.shops = shops;
        this.past = past;
        this.clock = clock;
    }

    /** Where the buyers of a dry run come from. */
    sealed interface Demand permits Expectation, PastDays {}

    /** The buyers of the article in the last days. @param days 1 to 366 */
    record PastDays(int days) implements Demand {}

    /**
     * What an owner expects.
     *
     * @param count of buyers
     * @param daily whether the count is for 24 hours; otherwise for the whole campaign
     * @param payRate in hundredths of a percent
     */
    record Expectation(int count, boolean daily, int payRate, int seed) implements Demand {

        /** @throws ProblemException if there would be more than {@link #MAX_BUYERS} */
        BuyerForecast over(SchedulePolicy schedule) {
            Duration period = period(schedule);
            return new BuyerForecast(daily ? total(period) : count, payRate, seed);
        }

        private int total(Duration period) {
            BigInteger total = BigInteger.valueOf(count)
                    .multiply(BigInteger.valueOf(period.toMillis()))
                    .divide(BigInteger.valueOf(Duration.ofDays(1).toMillis()))
                    .max(BigInteger.ONE);
            if (total.compareTo(BigInteger.valueOf(MAX_BUYERS)) > 0) {
                throw ProblemException.invalid("A dry run simulates at most " + MAX_BUYERS
                        + " buyers; buyersPerDay makes " + total + " in the campaign's period.");
            }
            return total.intValueExact();
        }
    }

    private static Duration period(SchedulePolicy schedule) {
        Duration period = Duration.between(schedule.startsAt(), schedule.endsAt());
        if (period.compareTo(MAX_PERIOD) > 0) {
            throw ProblemException.invalid(
                    "A dry run covers at most " + MAX_PERIOD.toDays() + " days; this campaign is longer.");
        }
        return period;
    }

    /**
     * What an owner asks for.
     *
     * @param unitCost what one unit costs the owner, in the store's currency; null if it was not sent
     */
    record Wish(Demand demand, Money unitCost) {}

    /**
     * Plays a campaign, whatever its state, at the list price that it has recorded.
     *
     * @throws ProblemException NOT_FOUND; INVALID_VALUE if the campaign or the number of buyers is too large, or the
     *     cost is in another currency; NO_PAST_ORDERS; NO_CAPACITY while others are played from past orders; CONFLICT if
     *     the store is not connected, or a leader resells the campaign
     */
    PlayedCampaign play(StoreId store, CampaignId id, Wish wish) {
        CampaignOffer campaign = campaigns.offer(store, id);
        if (campaign.terms().resale().resold().isPresent()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "A leader resells this campaign, and part of its price is hers. Play the owner's campaign.");
        }
        requireCurrency(wish.unitCost(), campaign.currency());
        boolean rebate = campaign.published()
                ? campaign.priceBy() == PriceBy.REBATE
                : shops.of(store).priceOffers().isEmpty();
        DryRun run = new DryRun(campaign.terms(), campaign.listPrice(), rebate, plans.estimate(store));
        SchedulePolicy schedule = campaign.terms().schedule();
        if (wish.demand() instanceof PastDays days) {
            period(schedule);
            PastOrders orders = pastOrders(store, campaign, days);
            List<Join> joins = orders.replay().joins(orders.sales(), campaign.terms());
            return new PlayedCampaign(joins.size(), Optional.of(orders), run.play(joins), wish.unitCost());
        }
        BuyerForecast forecast = ((Expectation) wish.demand()).over(schedule);
        return new PlayedCampaign(
                forecast.buyers(), Optional.empty(), run.play(forecast.joins(schedule)), wish.unitCost());
    }

    private static void requireCurrency(Money unitCost, CurrencyUnit currency) {
        if (unitCost != null && !unitCost.getCurrencyUnit().equals(currency)) {
            throw ProblemException.invalid("unitCost must be in " + currency + ", the currency of the campaign.");
        }
    }

    private PastOrders pastOrders(StoreId store, CampaignOffer campaign, PastDays days) {
        Replay replay = Replay.of(days.days(), campaign.terms().schedule(), clock.instant());
        List<Sale> sales = sales(store, campaign.variantId(), replay);
        if (sales.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.NO_PAST_ORDERS,
                    "Gather knows no paid order of the article from " + replay.from() + " to " + replay.until()
                            + ". Send more pastDays, or a forecast with buyers and payRate. Gather knows the orders"
                            + " since the store was connected.");
        }
        return new PastOrders(replay, sales);
    }

    /** Reading the orders of a year takes long: it must not take the database's connections from other requests. */
    private List<Sale> sales(StoreId store, String variantId, Replay replay) {
        if (!replaying.add(store)) {
            throw busy();
        }
        try {
            if (!replays.tryAcquire()) {
                throw busy();
            }
            try {
                return past.of(store, variantId, replay.from(), replay.until());
            } finally {
                replays.release();
            }
        } finally {
            replaying.remove(store);
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                ProblemCode.NO_CAPACITY,
                "Another dry run reads past orders now. Ask again in a few seconds.",
                Duration.ofSeconds(5));
    }
}
