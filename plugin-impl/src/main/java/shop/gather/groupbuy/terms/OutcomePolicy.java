package shop.gather.groupbuy.terms;

import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/** Who gets the article when a team succeeds. This type is the registry of outcome policies. */
public sealed interface OutcomePolicy {

    PolicyKinds<OutcomePolicy> KINDS = PolicyKinds.of("outcomePolicy", OutcomePolicy.class);

    /** The number of paid places that get the article, by a draw; empty if all do. */
    OptionalInt drawn();

    /** The credit in the shop for each paid place that does not get the article; empty if there is none. */
    default Optional<Money> consolationPrize() {
        return Optional.empty();
    }

    /** @throws ProblemException INVALID_VALUE if the policy cannot be combined with these */
    default void checkAgainst(TeamPolicy team, QuantityPolicy quantity, StockPolicy stock) {
        stock.checkAgainst(team, quantity);
    }

    /** @throws ProblemException INVALID_VALUE if the policy cannot be combined with the price of an article */
    default void checkAgainst(PricePolicy price, TeamPolicy team, QuantityPolicy quantity) {}

    /** Every paid place. */
    @Kind("everyone")
    record AllPlaces() implements OutcomePolicy {
        @Override
        public OptionalInt drawn() {
            return OptionalInt.empty();
        }
    }

    /**
     * A draw among the paid places; the other buyers get their money back.
     *
     * @param winners at least 1, fewer than a team needs to succeed
     * @param consolation the credit in the shop that each of the others gets beside the money; more than zero, at most the
     *     price at the checkout; null for none
     */
    @Kind("draw")
    record Draw(Integer winners, Money consolation) implements OutcomePolicy {

        public Draw {
            Check.range(winners, "outcomePolicy.winners", 1, FullTeam.MAX_SIZE - 1);
            if (consolation != null && !consolation.isPositive()) {
                throw ProblemException.invalid(
                        "outcomePolicy.consolation must be more than zero. Leave it out for none.");
            }
        }

        @Override
        public Optional<Money> consolationPrize() {
            return Optional.ofNullable(consolation);
        }

        @Override
        public OptionalInt drawn() {
            return OptionalInt.of(winners);
        }

        @Override
        public void checkAgainst(TeamPolicy team, QuantityPolicy quantity, StockPolicy stock) {
            if (winners >= team.minimum()) {
                throw ProblemException.invalid("outcomePolicy.winners must be lower than " + team.minimum()
                        + ", the number of paid places with which a team succeeds: else there is nothing to draw.");
            }
            if (stock.most().isPresent() && stock.most().getAsInt() < winners) {
                throw ProblemException.invalid("stockPolicy.units must be at least " + winners
                        + ", the number of places that win in a team: no team could be opened.");
            }
            if (quantity.mostPerPlace() > 1) {
                throw ProblemException.invalid(
                        "outcomePolicy draw is for places of one unit: leave quantityPolicy out.");
            }
        }

        @Override
        public void checkAgainst(PricePolicy price, TeamPolicy team, QuantityPolicy quantity) {
            if (consolation != null
                    && (!consolation.getCurrencyUnit().equals(price.atCheckout().getCurrencyUnit())
                            || consolation.isGreaterThan(price.atCheckout()))) {
                throw ProblemException.invalid(
                        "outcomePolicy.consolation must be in the currency of the price, and at most the price.");
            }
            if (price.openerPays(price.atCheckout()).isLessThan(price.atCheckout())) {
                throw ProblemException.invalid(
                        "outcomePolicy draw cannot be combined with a lower price for the opener:"
                                + " the opener may not win.");
            }
            // The places that were not drawn leave the team, and its sales then no longer tell what it has reached.
            if (price.reachedWith(TeamSales.mostOf(team, quantity)).isLessThan(price.atCheckout())) {
                throw ProblemException.invalid(
                        "outcomePolicy draw cannot be combined with a price that depends on the team.");
            }
        }
    }
}
