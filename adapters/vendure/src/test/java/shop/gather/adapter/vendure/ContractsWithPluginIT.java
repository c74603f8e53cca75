package shop.gather.adapter.vendure;

/** The contracts in a shop with Gather's plugin. */
@RequiresNode
class ContractsWithPluginIT extends VendureContracts {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }
}
