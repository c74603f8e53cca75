package shop.gather.adapter.woocommerce;

import org.junit.jupiter.api.Tag;
import shop.gather.tck.PortContracts;

/**
 * The contracts in a shop as it is without Gather's plugin. Everyday builds leave them out: only group prices are made
 * in another way there, and those have their contracts in {@link MoneyInYenIT} and {@link MoneyWithTaxOnTopIT}.
 */
@Tag("long")
class ContractsWithoutPluginIT extends WooCommerceUnderTest implements PortContracts {

    @Override
    ShopKind kind() {
        return ShopKind.WITHOUT_PLUGIN;
    }
}
