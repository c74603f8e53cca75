package shop.gather.groupbuy.terms;

import java.time.Duration;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * One team for the whole campaign, to which everybody adds until the campaign's end, the cut-off. It succeeds then if
 * enough units are paid. It does not end before, also if nobody is left in it.
 *
 * @param minimumUnits the number of paid units that it needs at the cut-off; 1 to 1,000,000
 * @param places the most places; 2 to 100,000
 */
@Kind("group-order")
public record GroupOrder(int minimumUnits, int places) implements TeamPolicy {

    public GroupOrder {
        Check.range(minimumUnits, "teamPolicy.minimumUnits", 1, 1_000_000);
        Check.range(places, "teamPolicy.places", 2, FullTeam.MAX_SIZE);
    }

    @Override
    public int size() {
        return places;
    }

    @Override
    public int minimum() {
        return 1;
    }

    @Override
    public boolean oneForCampaign() {
        return true;
    }

    @Override
    public Duration duration() {
        return FullTeam.MAX_DURATION;
    }

    @Override
    public void checkAgainst(SchedulePolicy schedule, QuantityPolicy quantity) {
        if (Duration.between(schedule.startsAt(), schedule.endsAt()).compareTo(duration()) > 0) {
            throw ProblemException.invalid("A campaign with teamPolicy group-order can run for 30 days at most.");
        }
        int most = TeamSales.mostOf(this, quantity).units();
        if (minimumUnits > most) {
            throw ProblemException.invalid("teamPolicy.minimumUnits must be at most " + most
                    + ", the units of all places: the team could never succeed.");
        }
    }
}
