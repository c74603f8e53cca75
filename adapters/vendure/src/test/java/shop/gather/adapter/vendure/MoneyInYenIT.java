package shop.gather.adapter.vendure;

import org.junit.jupiter.api.AfterAll;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.tck.MoneyContract;

/** No decimals; the plugin sets the group price. */
@RequiresNode
class MoneyInYenIT extends VendureUnderTest implements MoneyContract {

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.YEN);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.YEN;
    }
}
