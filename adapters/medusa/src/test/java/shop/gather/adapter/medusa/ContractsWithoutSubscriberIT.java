package shop.gather.adapter.medusa;

import shop.gather.tck.CatalogContract;
import shop.gather.tck.NotificationsContract;
import shop.gather.tck.OrderChangesContract;
import shop.gather.tck.OrdersContract;
import shop.gather.tck.PriceOffersContract;

/**
 * The contracts that are kept in another way by a shop in which nothing of Gather is installed, and whose prices are
 * without tax: no news but what polling finds, and group prices and lines that tax is added to.
 */
@RequiresMedusa
class ContractsWithoutSubscriberIT extends MedusaUnderTest
        implements CatalogContract, OrdersContract, OrderChangesContract, PriceOffersContract, NotificationsContract {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_SUBSCRIBER;
    }
}
