package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * One deployment serves shops of several kinds side by side: the main job in each of them at the same time, on
 * PostgreSQL.
 */
@Tag("long")
@RequiresNode
class SeveralShopsIT {

    @Test
    void eachShopsStoryIsToldAsIfItWereAlone() throws Exception {
        try (VendureServer vendure = VendureServer.start(VendureServer.Options.withPlugin());
                ReferenceShop reference = ReferenceShop.start(ReferenceShop.Terms.full());
                GatherServer server = GatherServer.onPostgres(Map.of("gather.poll-interval", "PT1H"))) {
            List<ShopDriver> shops =
                    List.of(new VendureDriver(vendure), new ReferenceDriver(reference), Shared.aShop());
            List<Store> stores = atOnce(shops, shop -> tell(server, shop));
            assertThat(adapters(stores)).containsExactlyInAnyOrder("vendure", "http", "sample-shop");
        }
    }

    /** By which adapters the stores are connected. */
    static Set<String> adapters(List<Store> stores) {
        return stores.stream()
                .map(store -> store.owner().get("/api/v1/connection").getString("adapter"))
                .collect(Collectors.toSet());
    }

    /** The main story, and then the other kinds of campaigns. */
    static Store tell(GatherServer server, ShopDriver shop) {
        Store store = new MainStory(server, shop, Narrator.silent()).play();
        new Recipes(store, shop).play();
        return store;
    }

    /** Tells the story of each shop at the same time. */
    static List<Store> atOnce(List<ShopDriver> shops, Function<ShopDriver, Store> story) throws Exception {
        ExecutorService tellers = Executors.newFixedThreadPool(shops.size());
        try {
            List<Callable<Store>> stories = shops.stream()
                    .map(shop -> (Callable<Store>) () -> story.apply(shop))
                    .toList();
            List<Store> stores = new ArrayList<>();
            for (Future<Store> told : tellers.invokeAll(stories)) {
                stores.add(told.get());
            }
            return stores;
        } finally {
            tellers.shutdownNow();
        }
    }
}
