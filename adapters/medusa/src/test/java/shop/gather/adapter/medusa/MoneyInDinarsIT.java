package shop.gather.adapter.medusa;

import org.junit.jupiter.api.AfterAll;
import shop.gather.tck.MoneyContract;

/** Three decimals, and tax comes on top: Medusa keeps what it charges finer than anybody can pay. */
@RequiresMedusa
class MoneyInDinarsIT extends MedusaUnderTest implements MoneyContract {

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.DINARS_TAX_ON_TOP);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.DINARS_TAX_ON_TOP;
    }
}
