package shop.gather.adapter.woocommerce;

import shop.gather.tck.PriceOfferEndingsContract;

/**
 * No decimals and no taxes; and how prices by coupon end, which everyday builds show here alone: see
 * {@link ContractsWithoutPluginIT}.
 */
class MoneyInYenIT extends WooCommerceUnderTest implements MoneyContracts, PriceOfferEndingsContract {

    @Override
    ShopKind kind() {
        return ShopKind.YEN;
    }
}
