package shop.gather.adapter.woocommerce;

import shop.gather.tck.PortContracts;

/** The contracts without decimals and without taxes. */
class ContractsInYenIT extends WooCommerceUnderTest implements PortContracts {

    @Override
    ShopKind kind() {
        return ShopKind.YEN;
    }
}
