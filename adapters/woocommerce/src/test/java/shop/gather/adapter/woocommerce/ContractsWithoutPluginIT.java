package shop.gather.adapter.woocommerce;

import shop.gather.tck.PortContracts;

/** The contracts in a shop as it is without Gather's plugin. */
class ContractsWithoutPluginIT extends WooCommerceUnderTest implements PortContracts {

    @Override
    ShopKind kind() {
        return ShopKind.WITHOUT_PLUGIN;
    }
}
