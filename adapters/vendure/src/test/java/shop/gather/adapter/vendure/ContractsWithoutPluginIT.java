package shop.gather.adapter.vendure;

/** The contracts in a shop in which nothing of Gather is installed. */
@RequiresNode
class ContractsWithoutPluginIT extends VendureContracts {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }
}
