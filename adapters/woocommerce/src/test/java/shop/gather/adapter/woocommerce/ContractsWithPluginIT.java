package shop.gather.adapter.woocommerce;

import shop.gather.tck.AdapterContract;

/** All contracts in a shop with Gather's plugin, also those about a network that fails. */
@RequiresPhp
class ContractsWithPluginIT extends WooCommerceUnderTest implements AdapterContract {

    @Override
    ShopKind kind() {
        return ShopKind.WITH_PLUGIN;
    }

    /** The plugin takes from addresses and cookies, which anybody may write, only what can be Gather's. */
    @Override
    public boolean carriesAnyMetadata() {
        return false;
    }
}
