package shop.gather.adapter.vendure;

import shop.gather.adapter.support.fixture.RequiresNode;

/** In an ordinary shop, in which nothing of Gather is installed: promotions with a coupon code. */
@RequiresNode
class GroupPricesWithoutPluginIT extends GroupPrices {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }
}
