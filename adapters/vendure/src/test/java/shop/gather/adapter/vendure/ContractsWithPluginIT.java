package shop.gather.adapter.vendure;

import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.tck.PortContracts;

/** The contracts in a shop with Gather's plugin. */
@RequiresNode
class ContractsWithPluginIT extends VendureUnderTest implements PortContracts {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }
}
