package shop.gather.groupbuy.terms;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The price of one unit in a team, with tax. This type is the registry of price policies: a new one is added to
 * {@code permits}.
 */
public sealed interface PricePolicy permits GroupPrice, TieredPrice, OpenerPrice, HelpedPrice {

    PolicyKinds<PricePolicy> KINDS = PolicyKinds.of("pricePolicy", PricePolicy.class);

    /** The unit price that the shop's checkout charges. No buyer of a team that succeeds pays more in the end. */
    Money atCheckout();

    /**
     * The final unit price in a team that succeeds with these sales; never above {@link #atCheckout()}. Buyers are
     * refunded the difference.
     */
    Money reachedWith(TeamSales sales);

    /**
     * The final unit price of the buyer who has opened the team.
     *
     * @param others the final unit price of the other buyers
     */
    default Money openerPays(Money others) {
        return others;
    }

    /** By how much each help lowers the price of one unit, in the order of the helps; empty if nobody can help. */
    default List<Money> steps() {
        return List.of();
    }

    /** Whether the price depends on an amount that only makes sense for one article. */
    default boolean suitsOneArticleOnly() {
        return false;
    }

    /**
     * The same price with an amount added to each unit, which every buyer of the team pays alike.
     *
     * @param markUp zero or more
     * @return empty if the price cannot be resold with a mark-up
     */
    default Optional<PricePolicy> plus(Money markUp) {
        return Optional.empty();
    }

    /** @throws shop.gather.platform.http.ProblemException if the policy cannot be combined with these policies */
    default void checkAgainst(TeamPolicy team, QuantityPolicy quantity) {}
}
