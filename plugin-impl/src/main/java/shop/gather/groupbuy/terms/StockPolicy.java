package shop.gather.groupbuy.terms;

import java.util.OptionalInt;

/** How many units a campaign sells. This type is the registry of stock policies. */
public sealed interface StockPolicy permits StockPolicy.ShopStock, CampaignStock {

    PolicyKinds<StockPolicy> KINDS = PolicyKinds.of("stockPolicy", StockPolicy.class);

    /** The most units that the campaign sells; empty if only the shop's stock limits it. */
    OptionalInt most();

    /**
     * Checks that a team of the campaign can succeed.
     *
     * @throws shop.gather.platform.http.ProblemException INVALID_VALUE if not
     */
    void checkAgainst(TeamPolicy team, QuantityPolicy quantity);

    /** As many as the shop has: its checkout refuses articles that are out of stock. */
    @Kind("shop-stock")
    record ShopStock() implements StockPolicy {
        @Override
        public OptionalInt most() {
            return OptionalInt.empty();
        }

        @Override
        public void checkAgainst(TeamPolicy team, QuantityPolicy quantity) {
            // The shop's stock changes; it is checked at each checkout.
        }
    }
}
