package shop.gather.forecast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Duration;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.referral.commission.CommissionPlans;
import shop.gather.shop.connection.Shops;

/** Dry runs of a store's campaigns. Reads the campaign and the current commission plan; writes nothing. Thread-safe. */
@Singleton
class DryRuns {

    /** Bounds the work of one request: about 0.1 s. */
    static final int MAX_BUYERS = 100_000;

    /** Bounds the length of the answer. */
    private static final Duration MAX_PERIOD = Duration.ofDays(366);

    private final Campaigns campaigns;
    private final CommissionPlans plans;
    private final Shops shops;

    @Inject
    DryRuns(Campaigns campaigns, CommissionPlans plans, Shops shops) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.shops = shops;
    }

    /**
     * What an owner expects.
     *
     * @param count of buyers
     * @param daily whether the count is for 24 hours; otherwise for the whole campaign
     * @param payRate in hundredths of a percent
     */
    record Expectation(int count, boolean daily, int payRate, int seed) {

        /** @throws ProblemException if there would be more than {@link #MAX_BUYERS} */
        BuyerForecast over(SchedulePolicy schedule) {
            Duration period = Duration.between(schedule.startsAt(), schedule.endsAt());
            if (period.compareTo(MAX_PERIOD) > 0) {
                throw ProblemException.invalid(
                        "A dry run covers at most " + MAX_PERIOD.toDays() + " days; this campaign is longer.");
            }
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

    /**
     * Plays a campaign, whatever its state, at the list price that it has recorded.
     *
     * @throws ProblemException NOT_FOUND; INVALID_VALUE if the campaign or the number of buyers is too large; CONFLICT
     *     if the store is not connected
     */
    DryRunView play(StoreId store, CampaignId id, Expectation expected) {
        CampaignOffer campaign = campaigns.offer(store, id);
        BuyerForecast forecast = expected.over(campaign.terms().schedule());
        boolean rebate = campaign.published()
                ? campaign.priceBy() == PriceBy.REBATE
                : shops.of(store).priceOffers().isEmpty();
        DryRun run = new DryRun(campaign.terms(), campaign.listPrice(), rebate, plans.estimate(store));
        return DryRunView.of(
                forecast.buyers(), run.play(forecast.joins(campaign.terms().schedule())));
    }
}
