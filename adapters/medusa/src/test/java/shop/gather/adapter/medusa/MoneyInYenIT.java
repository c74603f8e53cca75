package shop.gather.adapter.medusa;

import org.junit.jupiter.api.AfterAll;
import shop.gather.tck.MoneyContract;

/** No decimals. */
@RequiresMedusa
class MoneyInYenIT extends MedusaUnderTest implements MoneyContract {

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.YEN);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.YEN;
    }
}
