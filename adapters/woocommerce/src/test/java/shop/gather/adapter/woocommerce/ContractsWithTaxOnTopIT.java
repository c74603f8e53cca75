package shop.gather.adapter.woocommerce;

import shop.gather.tck.PortContracts;

/** The contracts where prices are entered without tax. */
class ContractsWithTaxOnTopIT extends WooCommerceUnderTest implements PortContracts {

    @Override
    ShopKind kind() {
        return ShopKind.TAX_ON_TOP;
    }
}
