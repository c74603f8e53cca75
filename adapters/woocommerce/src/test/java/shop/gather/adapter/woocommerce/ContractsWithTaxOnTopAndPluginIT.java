package shop.gather.adapter.woocommerce;

import shop.gather.tck.PortContracts;

/** The contracts where prices are entered without tax and the plugin sets them. */
@RequiresPhp
class ContractsWithTaxOnTopAndPluginIT extends WooCommerceUnderTest implements PortContracts {

    @Override
    ShopKind kind() {
        return ShopKind.TAX_ON_TOP_WITH_PLUGIN;
    }
}
