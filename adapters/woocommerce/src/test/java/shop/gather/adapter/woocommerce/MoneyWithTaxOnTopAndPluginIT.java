package shop.gather.adapter.woocommerce;

/** Prices are entered without tax; the plugin sets the group price. */
@RequiresPhp
class MoneyWithTaxOnTopAndPluginIT extends WooCommerceUnderTest implements MoneyContracts {

    @Override
    ShopKind kind() {
        return ShopKind.TAX_ON_TOP_WITH_PLUGIN;
    }
}
