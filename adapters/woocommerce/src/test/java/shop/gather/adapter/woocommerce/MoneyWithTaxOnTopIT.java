package shop.gather.adapter.woocommerce;

/** Prices are entered without tax; coupons make the group price. */
class MoneyWithTaxOnTopIT extends WooCommerceUnderTest implements MoneyContracts {

    @Override
    ShopKind kind() {
        return ShopKind.TAX_ON_TOP;
    }
}
