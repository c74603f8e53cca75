package shop.gather.adapter.vendure;

import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.tck.FaultyCommandsContract;
import shop.gather.tck.FaultyReadsContract;

/** The contracts about a network that fails, each call of it in turn. */
@RequiresNode
class FaultyNetworkIT extends VendureUnderTest implements FaultyReadsContract, FaultyCommandsContract {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }
}
