package shop.gather.it.story;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.it.fixture.GatherServer;

/** A shop that can only be read: no sessions, notifications, group prices, cancellations or refunds. */
@RequiresNode
class ReadOnlyStoryIT {

    @Test
    void aShopWithFewPowersIsUseful() {
        try (ReferenceShop shop = ReferenceShop.start(ReferenceShop.Terms.readOnly());
                GatherServer server = GatherServer.onH2(Map.of("gather.poll-interval", "PT1S"))) {
            new ReadOnlyStory(server, new ReferenceDriver(shop)).play();
        }
    }
}
