package shop.gather.adapter.http;

import java.util.EnumSet;
import java.util.Set;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Capability;
import shop.gather.tck.AdapterContract;

/** A shop that does all that the contract knows; prices with tax, admissions by coupon code. */
@RequiresNode
class FullShopContractIT extends ReferenceContracts implements AdapterContract {

    FullShopContractIT() {
        super(ReferenceShop.Terms.full());
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.allOf(Capability.class);
    }
}
