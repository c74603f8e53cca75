package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.util.OptionalInt;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * One team for the whole campaign, to which everybody adds until the campaign's end, the cut-off. It succeeds then if
 * enough units are paid. It does not end before, also if nobody is left in it; but with a capacity its cut-off is the
 * moment in which that many units are paid.
 *
 * @param minimumUnits the number of paid units that it needs at the cut-off; 1 to 1,000,000
 * @param places the most places; 2 to 100,000
 * @param capacity the most units of all places together; at least the minimum; null for no limit but the places
 */
@Kind("group-order")
public record GroupOrder(int minimumUnits, int places, Integer capacity) implements TeamPolicy {

    private static final int MOST_UNITS = 1_000_000;

    public GroupOrder {
        Check.range(minimumUnits, "teamPolicy.minimumUnits", 1, MOST_UNITS);
        Check.range(places, "teamPolicy.places", 2, FullTeam.MAX_SIZE);
        if (capacity != null) {
            Check.range(capacity, "teamPolicy.capacity", minimumUnits, MOST_UNITS);
        }
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
    public OptionalInt mostUnits() {
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity);
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
        if (capacity != null && quantity.mostPerPlace() > capacity) {
            throw ProblemException.invalid(
                    "teamPolicy.capacity must be at least the units that quantityPolicy allows for one place.");
        }
    }
}
