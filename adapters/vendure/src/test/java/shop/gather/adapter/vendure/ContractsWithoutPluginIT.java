package shop.gather.adapter.vendure;

import org.junit.jupiter.api.Tag;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.tck.PortContracts;

/** The contracts in a shop in which nothing of Gather is installed. */
@Tag("long")
@RequiresNode
class ContractsWithoutPluginIT extends VendureUnderTest implements PortContracts {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }
}
