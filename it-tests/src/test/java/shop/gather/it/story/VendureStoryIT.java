package shop.gather.it.story;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.vendure.RequiresNode;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.it.fixture.GatherServer;

/** The main job against a real Vendure, with its host plugin, on PostgreSQL. */
@RequiresNode
class VendureStoryIT {

    @Test
    void runsAgainstARealShop() {
        try (VendureServer vendure = VendureServer.start(VendureServer.Options.withPlugin());
                GatherServer server = GatherServer.onPostgres(Map.of("gather.poll-interval", "PT1H"))) {
            new MainStory(server, new VendureDriver(vendure), Narrator.silent()).play();
        }
    }
}
