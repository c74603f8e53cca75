package shop.gather.adapter.http;

import java.util.EnumSet;
import java.util.Set;
import shop.gather.spi.Capability;

/** A shop that can only be read, in a currency without decimals. */
@RequiresNode
class ReadOnlyShopContractIT extends ReferenceContracts {

    ReadOnlyShopContractIT() {
        super(ReferenceShop.Terms.readOnly().with("CURRENCY", "JPY"));
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.noneOf(Capability.class);
    }
}
