package shop.gather.adapter.vendure;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.gather.tck.FaultyCommandsContract;
import shop.gather.tck.FaultyReadsContract;

/** The contracts about a network that fails: an order for each call of each trial takes a while at a real shop, so they belong to the proof. */
@RequiresNode
@EnabledIfSystemProperty(named = "gather.proof", matches = "true")
class FaultyNetworkIT extends VendureUnderTest implements FaultyReadsContract, FaultyCommandsContract {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }
}
