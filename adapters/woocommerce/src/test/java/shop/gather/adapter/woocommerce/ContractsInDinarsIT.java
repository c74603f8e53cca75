package shop.gather.adapter.woocommerce;

import shop.gather.tck.PortContracts;

/** The contracts with three decimals and amounts kept finer than they are charged. */
@RequiresPhp
class ContractsInDinarsIT extends WooCommerceUnderTest implements PortContracts {

    @Override
    ShopKind kind() {
        return ShopKind.DINARS_WITH_PLUGIN;
    }
}
