package shop.gather.adapter.http;

import java.util.EnumSet;
import java.util.Set;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Capability;
import shop.gather.tck.AdapterContract;

/** A shop that can only be read, in a currency without decimals. */
@RequiresNode
class ReadOnlyShopContractIT extends ReferenceContracts implements AdapterContract {

    ReadOnlyShopContractIT() {
        super(ReferenceShop.Terms.readOnly().with("CURRENCY", "JPY"));
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.noneOf(Capability.class);
    }
}
