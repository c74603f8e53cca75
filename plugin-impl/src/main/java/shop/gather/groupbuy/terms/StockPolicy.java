package shop.gather.groupbuy.terms;

/** How much the campaign gives away. This type is the registry of stock policies. */
public sealed interface StockPolicy {

    PolicyKinds<StockPolicy> KINDS = PolicyKinds.of("stockPolicy", StockPolicy.class);

    /** How many units a place is for. */
    int unitsPerPlace();

    /** One unit for each place. The shop's checkout refuses what is out of stock. */
    @Kind("shop-stock")
    record ShopStock() implements StockPolicy {
        @Override
        public int unitsPerPlace() {
            return 1;
        }
    }
}
