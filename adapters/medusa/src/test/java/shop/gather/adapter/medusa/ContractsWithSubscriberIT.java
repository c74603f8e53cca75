package shop.gather.adapter.medusa;

import shop.gather.tck.PortContracts;

/** The contracts in a shop with Gather's subscriber. */
@RequiresMedusa
class ContractsWithSubscriberIT extends MedusaUnderTest implements PortContracts {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_SUBSCRIBER;
    }
}
