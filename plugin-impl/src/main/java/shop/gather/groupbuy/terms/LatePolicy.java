package shop.gather.groupbuy.terms;

import shop.gather.platform.http.ProblemException;

/**
 * What happens to a payment that finds its team full or ended. A payment that is not moved to another team is refunded.
 * This type is the registry of policies for late payments.
 */
public sealed interface LatePolicy {

    PolicyKinds<LatePolicy> KINDS = PolicyKinds.of("latePolicy", LatePolicy.class);

    /** Whether the buyer gets a free place in another open team of the campaign. */
    boolean movesToOpenTeam();

    /** Whether a team is opened for the buyer if no open team has a free place. */
    boolean opensTeam();

    /**
     * Checks that a buyer who is moved does not pay more than in the own team.
     *
     * @throws ProblemException INVALID_VALUE if the policy cannot be combined with this price
     */
    default void checkAgainst(PricePolicy price, TeamPolicy team, QuantityPolicy quantity) {
        if (movesToOpenTeam()
                && price.reachedWith(TeamSales.mostOf(team, quantity)).isLessThan(price.atCheckout())) {
            throw ProblemException.invalid("latePolicy must be refund with a pricePolicy whose price depends on the"
                    + " team: a buyer who is moved could pay more than in the own team.");
        }
    }

    /** The payment is refunded. */
    @Kind("refund")
    record Refund() implements LatePolicy {
        @Override
        public boolean movesToOpenTeam() {
            return false;
        }

        @Override
        public boolean opensTeam() {
            return false;
        }
    }

    /** The buyer gets a free place in the open team with the nearest deadline. */
    @Kind("next-team")
    record NextTeam() implements LatePolicy {
        @Override
        public boolean movesToOpenTeam() {
            return true;
        }

        @Override
        public boolean opensTeam() {
            return false;
        }
    }

    /** As next-team; if no open team has a free place, one is opened in the buyer's name. */
    @Kind("new-team")
    record NewTeam() implements LatePolicy {
        @Override
        public boolean movesToOpenTeam() {
            return true;
        }

        @Override
        public boolean opensTeam() {
            return true;
        }
    }
}
