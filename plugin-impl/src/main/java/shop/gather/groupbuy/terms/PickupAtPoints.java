package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * Buyers collect what they have bought at a pickup point that each of them chooses. The time of collection is either
 * relative to the success of the team, by {@code readyAfter} and {@code keptFor}, or the same for all teams, by
 * {@code from} and {@code until}.
 *
 * @param points from which buyers choose, 1 to 100; all active points of the store if null or empty
 * @param readyAfter from the confirmation of a place until it can be collected, PT0S to P90D; null with a fixed time
 * @param keptFor how long it can be collected, PT1H to P90D; P7D if null; null with a fixed time
 * @param from when collection begins; null without a fixed time
 * @param until when it ends, after the end of the campaign; null without a fixed time
 * @param exchanges WITHDRAW if null
 */
@Kind("pickup")
public record PickupAtPoints(
        List<PickupPointId> points,
        Duration readyAfter,
        Duration keptFor,
        Instant from,
        Instant until,
        Exchanges exchanges)
        implements FulfilmentPolicy {

    private static final int MOST_POINTS = 100;
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Duration USUAL = Duration.ofDays(7);

    public PickupAtPoints {
        points = points == null ? List.of() : List.copyOf(points);
        exchanges = exchanges == null ? Exchanges.WITHDRAW : exchanges;
        if (points.size() > MOST_POINTS || points.stream().distinct().count() != points.size()) {
            throw ProblemException.invalid(
                    "fulfilmentPolicy.points must be at most " + MOST_POINTS + " different ids of pickup points.");
        }
        if (from == null && until == null) {
            Check.within(readyAfter, "fulfilmentPolicy.readyAfter", Duration.ZERO, LONGEST);
            keptFor = Check.within(
                    keptFor == null ? USUAL : keptFor, "fulfilmentPolicy.keptFor", Duration.ofHours(1), LONGEST);
        } else if (readyAfter != null || keptFor != null) {
            throw ProblemException.invalid(
                    "fulfilmentPolicy needs either readyAfter with keptFor, or from with until.");
        } else if (from == null || until == null || !until.isAfter(from)) {
            throw ProblemException.invalid(
                    "fulfilmentPolicy.from and fulfilmentPolicy.until must be instants in UTC, until after from.");
        }
    }

    /** Whether buyers may choose the point, if it is active. */
    public boolean allows(PickupPointId point) {
        return points.isEmpty() || points.contains(point);
    }

    /** Whether collection has the same time for all teams. */
    public boolean isFixed() {
        return from != null;
    }

    /**
     * When collection begins for a place that is confirmed at a time; for one that is not confirmed yet, when it would
     * begin if the place were confirmed now.
     */
    public Instant beginsFor(Instant confirmed) {
        return isFixed() ? from : confirmed.plus(readyAfter);
    }

    /** When collection ends for a place that is confirmed at a time. */
    public Instant endsFor(Instant confirmed) {
        return isFixed() ? until : confirmed.plus(readyAfter).plus(keptFor);
    }

    @Override
    public void checkAgainst(SchedulePolicy schedule) {
        if (isFixed() && !until.isAfter(schedule.endsAt())) {
            throw ProblemException.invalid(
                    "fulfilmentPolicy.until must be after endsAt: the last teams can succeed until then.");
        }
    }

    @Override
    public FulfilmentPolicy shifted(UnaryOperator<Instant> shift) {
        return isFixed()
                ? new PickupAtPoints(points, null, null, shift.apply(from), shift.apply(until), exchanges)
                : this;
    }

    @Override
    public Optional<PickupAtPoints> pickup() {
        return Optional.of(this);
    }
}
