package shop.gather.adapter.woocommerce;

/** No decimals and no taxes. */
class MoneyInYenIT extends WooCommerceUnderTest implements MoneyContracts {

    @Override
    ShopKind kind() {
        return ShopKind.YEN;
    }
}
