package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * Whether an article can be ordered from the supplier in single units, or in full cases only. This type is the registry
 * of case policies. Immutable.
 */
public sealed interface CasePolicy permits CasePolicy.SingleUnits, CasePolicy.FullCases {

    PolicyKinds<CasePolicy> KINDS = PolicyKinds.of("casePolicy", CasePolicy.class);

    /** The cases in which the article is ordered; empty if it is ordered in single units. */
    default Optional<FullCases> cases() {
        return Optional.empty();
    }

    /** @throws ProblemException INVALID_VALUE if the policy cannot be combined with these */
    default void checkAgainst(
            TeamPolicy team,
            QuantityPolicy quantity,
            OutcomePolicy outcome,
            PaymentPolicy payment,
            SchedulePolicy schedule,
            FulfilmentPolicy fulfilment) {}

    /** Any number of units can be ordered. */
    @Kind("single-units")
    record SingleUnits() implements CasePolicy {}

    /**
     * Only the units that fill whole cases are confirmed.
     *
     * @param units in a case; 2 to 10,000
     * @param tolerance so many missing units of the last case the owner buys for himself, 0 to units - 1; 0 if null
     * @param topUp the last phase before the cut-off, in which only open cases are filled; none if null
     */
    @Kind("full-cases")
    record FullCases(Integer units, Integer tolerance, Duration topUp) implements CasePolicy {

        private static final int MOST = 10_000;

        public FullCases {
            Check.range(units, "casePolicy.units", 2, MOST);
            tolerance = tolerance == null ? 0 : tolerance;
            Check.range(tolerance, "casePolicy.tolerance", 0, units - 1);
            topUp = topUp == null ? Duration.ZERO : topUp;
            Check.within(topUp, "casePolicy.topUp", Duration.ZERO, FullTeam.MAX_DURATION);
        }

        @Override
        public Optional<FullCases> cases() {
            return Optional.of(this);
        }

        /** The units that are missing until the case that has been begun is full; 0 if none has been begun. */
        public int missing(int taken) {
            return (units - taken % units) % units;
        }

        /** Whether there is a last phase, in which only open cases are filled. */
        public boolean hasTopUp() {
            return !topUp.isZero();
        }

        /** Whether so many units can be ordered: the owner buys what is missing. */
        public boolean canOrder(int taken) {
            return missing(taken) <= tolerance;
        }

        /** The cases that so many units make, with the one that has been begun. */
        public int casesFor(int taken) {
            return (taken + missing(taken)) / units;
        }

        /** When only open cases can be filled in a team with this deadline: from then on. Empty for no such phase. */
        public Optional<Instant> topUpFrom(Instant deadline) {
            return !hasTopUp() ? Optional.empty() : Optional.of(deadline.minus(topUp));
        }

        /** Whether only open cases can be filled now, and the cut-off has not passed. */
        public boolean isToppingUp(Instant deadline, Instant now) {
            return now.isBefore(deadline)
                    && topUpFrom(deadline).filter(from -> !now.isBefore(from)).isPresent();
        }

        @Override
        public void checkAgainst(
                TeamPolicy team,
                QuantityPolicy quantity,
                OutcomePolicy outcome,
                PaymentPolicy payment,
                SchedulePolicy schedule,
                FulfilmentPolicy fulfilment) {
            if (!team.oneForCampaign()) {
                throw ProblemException.invalid(
                        "casePolicy full-cases needs teamPolicy group-order: the cases are filled"
                                + " by all buyers of the campaign together.");
            }
            if (outcome.drawn().isPresent()) {
                throw ProblemException.invalid("casePolicy full-cases cannot be combined with outcomePolicy draw.");
            }
            if (payment.presale().isPresent()) {
                throw ProblemException.invalid("casePolicy full-cases cannot be combined with paymentPolicy"
                        + " reserve-then-pay: units that are only reserved fill no case.");
            }
            if (fulfilment.exchanges() == Exchanges.KEEP) {
                throw ProblemException.invalid(
                        "casePolicy full-cases cannot be combined with exchanges KEEP: a place whose"
                                + " article is exchanged would still fill a case of the old one.");
            }
            int most = TeamSales.mostOf(team, quantity).units();
            if (units - tolerance > most) {
                throw ProblemException.invalid("casePolicy.units less the tolerance must be at most " + most
                        + ", the units of all places: no case could ever be filled.");
            }
            Duration runs = Duration.between(schedule.startsAt(), schedule.endsAt());
            if (topUp.compareTo(runs) >= 0) {
                throw ProblemException.invalid("casePolicy.topUp must be shorter than the campaign.");
            }
        }
    }
}
