package shop.gather.it.story;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.http.RequiresNode;
import shop.gather.it.fixture.GatherServer;

/** The main job against a shop that answers the HTTP contract, of which Gather knows nothing else. */
@RequiresNode
class HttpStoryIT {

    @Test
    void runsAgainstAShopThatAnswersTheContract() {
        try (ReferenceShop shop = ReferenceShop.start(ReferenceShop.Terms.full());
                GatherServer server = GatherServer.onH2(Map.of("gather.poll-interval", "PT1H"))) {
            new MainStory(server, new ReferenceDriver(shop), Narrator.silent()).play();
        }
    }
}
