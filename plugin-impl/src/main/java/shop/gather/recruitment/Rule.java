package shop.gather.recruitment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.gather.platform.Spans;

/**
 * A named rule of a programme. It accepts or rejects an applicant, with a reason for the applicant. A pure function.
 */
sealed interface Rule {

    /** The stable name with which owners choose the rule. */
    String name();

    Verdict check(Applicant applicant);

    /**
     * The facts about an applicant.
     *
     * @param invited whether a valid invitation of an active leader was given
     * @param registeredAt when the customer registered at the shop or, if that is unknown, was first seen by Gather;
     *     empty if neither is known
     * @param orders the number of orders that the customer has paid for; counted only up to what a rule needs
     * @param at when the application is screened
     */
    record Applicant(boolean invited, Optional<Instant> registeredAt, int orders, boolean acceptsTerms, Instant at) {}

    /** The result of a rule. Stored with the application. */
    record Verdict(String rule, boolean passed, String reason) {}

    /** Accepts only applicants who were invited by a leader. */
    record InvitedByALeader() implements Rule {

        static final String NAME = "invited-by-a-leader";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Verdict check(Applicant applicant) {
            return applicant.invited()
                    ? new Verdict(NAME, true, "Invited by a leader.")
                    : new Verdict(NAME, false, "This programme is for people who were invited by a leader.");
        }
    }

    /** Accepts only applicants who have been customers for a minimum time. */
    record RegisteredFor(Duration duration) implements Rule {

        static final String NAME = "registered-for";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Verdict check(Applicant applicant) {
            if (applicant.registeredAt().isEmpty()) {
                return new Verdict(NAME, false, "The shop does not state when you registered.");
            }
            Duration registered = Duration.between(applicant.registeredAt().get(), applicant.at());
            return registered.compareTo(duration) >= 0
                    ? new Verdict(NAME, true, "Registered for " + Spans.text(registered) + ".")
                    : new Verdict(
                            NAME,
                            false,
                            "You must be registered for " + Spans.text(duration) + ", and are for "
                                    + Spans.text(registered) + ".");
        }
    }

    /** Accepts only applicants with a minimum number of paid orders. */
    record BoughtAtLeast(int orders) implements Rule {

        static final String NAME = "bought-at-least";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Verdict check(Applicant applicant) {
            return applicant.orders() >= orders
                    ? new Verdict(NAME, true, "Has paid for at least " + count(orders) + ".")
                    : new Verdict(
                            NAME,
                            false,
                            "You must have paid for " + count(orders) + ", and have paid for " + applicant.orders()
                                    + ".");
        }

        private static String count(int orders) {
            return orders == 1 ? "1 order" : orders + " orders";
        }
    }

    /** Accepts only applicants who accept the programme's terms. */
    record AcceptsTerms() implements Rule {

        static final String NAME = "accepts-terms";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Verdict check(Applicant applicant) {
            return applicant.acceptsTerms()
                    ? new Verdict(NAME, true, "Accepts the terms.")
                    : new Verdict(NAME, false, "You must accept the programme's terms.");
        }
    }
}
