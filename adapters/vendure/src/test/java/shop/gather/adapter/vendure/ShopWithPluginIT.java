package shop.gather.adapter.vendure;

import shop.gather.adapter.support.fixture.RequiresNode;

/** A shop in which Gather's host plugin runs. */
@RequiresNode
class ShopWithPluginIT extends OrderLife {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }
}
