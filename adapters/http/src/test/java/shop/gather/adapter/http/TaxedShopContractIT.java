package shop.gather.adapter.http;

import java.util.EnumSet;
import java.util.Set;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Capability;

/** Prices without tax in a currency of three decimals; the shop knows by itself who was admitted. */
@RequiresNode
class TaxedShopContractIT extends ReferenceContracts {

    TaxedShopContractIT() {
        super(ReferenceShop.Terms.full()
                .with("CURRENCY", "KWD")
                .with("PRICES_INCLUDE_TAX", "no")
                .with("TAX_PERCENT", "7")
                .with("REDEMPTION", "AUTOMATIC"));
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.allOf(Capability.class);
    }
}
