package shop.gather.adapter.vendure;

import shop.gather.adapter.support.fixture.RequiresNode;

/** An ordinary shop, in which nothing of Gather is installed. */
@RequiresNode
class ShopWithoutPluginIT extends OrderLife {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }
}
