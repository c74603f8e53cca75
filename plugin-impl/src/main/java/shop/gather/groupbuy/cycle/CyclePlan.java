package shop.gather.groupbuy.cycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.platform.http.ProblemException;

/**
 * When the cycles of a campaign open and end. All spans are counted by the clock on the wall in the store's zone, so
 * that every cycle opens, ends and is collected at the same local times, before and after the clocks change. A local
 * time that a change leaves out is an hour later. Immutable.
 *
 * @param firstCutOff with which the rule begins
 * @param opensBefore how long before its cut-off a cycle opens
 */
record CyclePlan(CutOffRule rule, Instant firstCutOff, Duration opensBefore, ZoneId zone) {

    /** So many distances between cut-offs are checked when a plan is made. */
    private static final int CHECKED = 60;

    /** One cycle: it opens before its cut-off. */
    record Cycle(Instant opens, Instant cutOff) {

        boolean hasOpened(Instant now) {
            return !opens.isAfter(now);
        }

        /** The same cycle, opened at the other's cut-off if it would open before that. */
        Cycle notBefore(Optional<Instant> previousCutOff) {
            return previousCutOff
                    .filter(opens::isBefore)
                    .map(end -> new Cycle(end, cutOff))
                    .orElse(this);
        }
    }

    /**
     * Checks that the rule contains the first cut-off, and that no cycle opens before the cut-off of the one before.
     *
     * @throws ProblemException INVALID_VALUE
     */
    void check() {
        List<Instant> cutOffs = rule.after(firstCutOff.minusSeconds(1), firstCutOff, zone, CHECKED);
        if (cutOffs.isEmpty() || !cutOffs.get(0).equals(firstCutOff)) {
            throw ProblemException.invalid("rule must contain the first cut-off, "
                    + LocalDateTime.ofInstant(firstCutOff, zone) + " in the store's zone " + zone + ".");
        }
        for (int i = 1; i < cutOffs.size(); i++) {
            if (opens(cutOffs.get(i)).isBefore(cutOffs.get(i - 1))) {
                throw ProblemException.invalid("opensBefore must not be longer than the time between two cut-offs: a"
                        + " cycle may open only when the one before has ended, because the shop could not tell whose"
                        + " group price an order pays.");
            }
        }
    }

    /** The cycles whose cut-off is after an instant, in ascending order. */
    List<Cycle> after(Instant instant, int most) {
        Instant after = instant.isBefore(firstCutOff) ? firstCutOff.minusNanos(1) : instant;
        List<Cycle> cycles = new ArrayList<>();
        Optional<Instant> previous = Optional.empty();
        for (Instant cutOff : rule.after(after, firstCutOff, zone, most)) {
            cycles.add(new Cycle(opens(cutOff), cutOff).notBefore(previous));
            previous = Optional.of(cutOff);
        }
        return cycles;
    }

    private Instant opens(Instant cutOff) {
        return local(cutOff).minus(opensBefore).atZone(zone).toInstant();
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** The terms of a template at the time of a cycle. Fixed times of collection keep their distance to the cut-off. */
    CampaignTerms terms(CampaignTerms template, Cycle cycle) {
        LocalDateTime from = local(template.schedule().endsAt());
        LocalDateTime to = local(cycle.cutOff());
        return template.at(
                new SchedulePolicy.Period(cycle.opens(), cycle.cutOff()),
                template.fulfilment().shifted(instant -> to.plus(Duration.between(from, local(instant)))
                        .atZone(zone)
                        .toInstant()));
    }
}
