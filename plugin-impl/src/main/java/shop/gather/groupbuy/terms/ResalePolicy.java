package shop.gather.groupbuy.terms;

import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.platform.http.ProblemException;

/**
 * Whether leaders may offer an article of the campaign in their own communities, as campaigns of their own (help-sell).
 * This type is the registry of resale policies. Immutable.
 */
public sealed interface ResalePolicy permits ResalePolicy.NotResold, ResalePolicy.ByLeaders, ResalePolicy.Resold {

    PolicyKinds<ResalePolicy> KINDS = PolicyKinds.of("resalePolicy", ResalePolicy.class);

    /** The most that a leader may add to the price of one unit, with tax; empty if leaders may not resell the article. */
    default Optional<Money> bound() {
        return Optional.empty();
    }

    /** Whose mark-up the price contains; empty if it contains none. */
    default Optional<Resold> resold() {
        return Optional.empty();
    }

    /** @throws ProblemException INVALID_VALUE if the article cannot be resold on these terms */
    default void checkAgainst(
            PricePolicy price,
            TeamPolicy team,
            EligibilityPolicy eligibility,
            StockPolicy stock,
            PaymentPolicy payment,
            OutcomePolicy outcome) {}

    /**
     * Checks the policy of a further article.
     *
     * @param main the policy of the campaign's main article
     * @throws ProblemException INVALID_VALUE if they do not suit each other
     */
    default void checkBeside(ResalePolicy main) {}

    /** Nobody adds to the article's price. If the main article is resold, this one is too, at the owner's price. */
    @Kind("none")
    record NotResold() implements ResalePolicy {}

    /**
     * Every active leader may resell it in a community that she leads.
     *
     * @param mostMarkUp the most that she may add to the price of one unit, with tax; zero or more
     */
    @Kind("by-leaders")
    record ByLeaders(Money mostMarkUp) implements ResalePolicy {

        public ByLeaders {
            if (mostMarkUp == null || mostMarkUp.isNegative()) {
                throw ProblemException.invalid("resalePolicy.mostMarkUp must be an amount of zero or more.");
            }
        }

        @Override
        public Optional<Money> bound() {
            return Optional.of(mostMarkUp);
        }

        @Override
        public void checkAgainst(
                PricePolicy price,
                TeamPolicy team,
                EligibilityPolicy eligibility,
                StockPolicy stock,
                PaymentPolicy payment,
                OutcomePolicy outcome) {
            if (!mostMarkUp.getCurrencyUnit().equals(price.atCheckout().getCurrencyUnit())) {
                throw ProblemException.invalid("resalePolicy.mostMarkUp must be in the currency of the price.");
            }
            refuse(price.plus(mostMarkUp).isEmpty(), "pricePolicy opener-price or helped, or tiers by turnover");
            refuse(
                    !(eligibility instanceof Everyone || eligibility instanceof CommunityMembers),
                    "eligibilityPolicy new-buyers or leaders: the buyers are the members of the leader's community");
            refuse(stock.most().isPresent(), "stockPolicy campaign-stock: each leader would sell that many units");
            refuse(team.mostUnits().isPresent(), "teamPolicy.capacity: each leader would sell that many units");
            refuse(payment.presale().isPresent(), "paymentPolicy reserve-then-pay");
            refuse(outcome.drawn().isPresent(), "outcomePolicy draw");
        }

        @Override
        public void checkBeside(ResalePolicy main) {
            if (main.bound().isEmpty()) {
                throw ProblemException.invalid(
                        "A resalePolicy of furtherArticles needs resalePolicy by-leaders of the campaign itself.");
            }
        }

        private static void refuse(boolean unsuitable, String other) {
            if (unsuitable) {
                throw ProblemException.invalid("resalePolicy by-leaders cannot be combined with " + other + ".");
            }
        }
    }

    /**
     * A leader resells it: it belongs to a campaign that Gather has made for her as a copy of another one, and cannot be
     * resold again. Owners cannot draft it.
     *
     * @param leaderId who earns the mark-up
     * @param markUp the part of the price of one unit that she has added, with tax
     */
    @Kind("resold")
    record Resold(UUID leaderId, Money markUp) implements ResalePolicy {

        @Override
        public Optional<Resold> resold() {
            return Optional.of(this);
        }
    }
}
