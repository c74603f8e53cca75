package shop.gather.groupbuy.terms;

import org.joda.money.Money;

/**
 * What one article costs in a team, with tax. This type is the registry of price policies: a new
 * one is named behind {@code permits}.
 */
public sealed interface PricePolicy permits GroupPrice, TieredPrice {

    PolicyKinds<PricePolicy> KINDS = PolicyKinds.of("pricePolicy", PricePolicy.class);

    /** What the shop's checkout is to charge for one. No buyer of a team that succeeds ends with more. */
    Money atCheckout();

    /**
     * What one costs in the end in a team that succeeds with so many paid places; never above {@link #atCheckout()}.
     * Buyers get the difference back.
     */
    Money reachedWith(int paidPlaces);

    /** @throws shop.gather.platform.http.ProblemException if the policy cannot be used with such teams */
    default void checkAgainst(TeamPolicy team) {}
}
