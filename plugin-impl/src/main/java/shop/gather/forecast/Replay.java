package shop.gather.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.order.intake.PastSales.Sale;
import shop.gather.platform.http.ProblemException;

/**
 * Plays past orders as the buyers of a campaign. The period consists of whole days of 24 hours, and ends at the last
 * instant with the time of day at which the campaign begins. Its first day becomes the first day of the campaign, and
 * each order keeps its time of day. A campaign that is longer repeats the period from its beginning; a shorter one has
 * the latest days only. Immutable.
 *
 * @param from inclusive
 * @param until exclusive, not in the future
 */
record Replay(Instant from, Instant until) {

    private static final Duration DAY = Duration.ofDays(1);

    /** @param pastDays at least 1 */
    static Replay of(int pastDays, SchedulePolicy schedule, Instant now) {
        long sinceTimeOfDay =
                Math.floorMod(Duration.between(schedule.startsAt(), now).toMillis(), DAY.toMillis());
        Instant until = now.minusMillis(sinceTimeOfDay);
        Duration runs = Duration.between(schedule.startsAt(), schedule.endsAt());
        long daysOfCampaign = runs.plus(DAY).minusMillis(1).toDays();
        return new Replay(until.minus(DAY.multipliedBy(Math.min(pastDays, Math.max(1, daysOfCampaign)))), until);
    }

    /**
     * Each order is one buyer, who takes one place with the units of the order, up to the most of a place, and pays.
     *
     * @param sales of the period, sorted by time
     * @throws ProblemException INVALID_VALUE if there would be more than {@link DryRuns#MAX_BUYERS}
     */
    List<Join> joins(List<Sale> sales, CampaignTerms terms) {
        List<Join> joins = new ArrayList<>();
        if (sales.isEmpty()) {
            return joins;
        }
        Instant end = terms.schedule().endsAt();
        Duration shift = Duration.between(from, terms.schedule().startsAt());
        for (; sales.get(0).at().plus(shift).isBefore(end); shift = shift.plus(Duration.between(from, until))) {
            for (Sale sale : sales) {
                Instant at = sale.at().plus(shift);
                if (at.isBefore(end)) {
                    joins.add(
                            new Join(at, Math.min(sale.units(), terms.quantity().mostPerPlace()), true));
                }
            }
            if (joins.size() > DryRuns.MAX_BUYERS) {
                throw ProblemException.invalid("A dry run simulates at most " + DryRuns.MAX_BUYERS
                        + " buyers, and there are more past orders. Send fewer pastDays, or plan a shorter campaign.");
            }
        }
        return joins;
    }
}
