package shop.gather.adapter.vendure;

import org.junit.jupiter.api.AfterAll;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.tck.MoneyContract;

/** Three decimals; coupons make the group price. */
@RequiresNode
class MoneyInDinarsIT extends VendureUnderTest implements MoneyContract {

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.DINARS);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.DINARS;
    }
}
