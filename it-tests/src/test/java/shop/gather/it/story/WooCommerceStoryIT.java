package shop.gather.it.story;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.woocommerce.RequiresPhp;
import shop.gather.adapter.woocommerce.StubWooCommerce;
import shop.gather.adapter.woocommerce.WooCommerceDriver;
import shop.gather.it.fixture.GatherServer;

/** The main job against a stub that answers as WooCommerce was seen to answer, with Gather's WordPress plugin run by PHP in it. */
@RequiresPhp
class WooCommerceStoryIT {

    @Test
    void runsAgainstAShopThatAnswersAsWooCommerceDoes() {
        try (StubWooCommerce shop = StubWooCommerce.start(StubWooCommerce.Options.withPlugin());
                GatherServer server = GatherServer.onH2(Map.of("gather.poll-interval", "PT1H"))) {
            new MainStory(server, new WooCommerceDriver(shop), Narrator.silent()).play();
        }
    }
}
