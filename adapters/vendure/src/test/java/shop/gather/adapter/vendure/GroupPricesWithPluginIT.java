package shop.gather.adapter.vendure;

import shop.gather.adapter.support.fixture.RequiresNode;

/** In a shop in which Gather's host plugin runs: a price token for each buyer. */
@RequiresNode
class GroupPricesWithPluginIT extends GroupPrices {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }
}
