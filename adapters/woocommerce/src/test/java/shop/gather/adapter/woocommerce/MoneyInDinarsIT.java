package shop.gather.adapter.woocommerce;

/** Three decimals, and amounts kept finer than they are charged. */
@RequiresPhp
class MoneyInDinarsIT extends WooCommerceUnderTest implements MoneyContracts {

    @Override
    ShopKind kind() {
        return ShopKind.DINARS_WITH_PLUGIN;
    }
}
