package shop.gather.groupbuy.terms;

/** How many units a campaign sells. This type is the registry of stock policies. */
public sealed interface StockPolicy {

    PolicyKinds<StockPolicy> KINDS = PolicyKinds.of("stockPolicy", StockPolicy.class);

    /** The number of units of a place. */
    int unitsPerPlace();

    /** One unit for each place. The shop's checkout refuses articles that are out of stock. */
    @Kind("shop-stock")
    record ShopStock() implements StockPolicy {
        @Override
        public int unitsPerPlace() {
            return 1;
        }
    }
}
