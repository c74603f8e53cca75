package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.woocommerce.RequiresPhp;
import shop.gather.adapter.woocommerce.StubWooCommerce;
import shop.gather.adapter.woocommerce.WooCommerceDriver;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;

/**
 * The main job against a stub that answers as WooCommerce was seen to answer, with Gather's WordPress plugin run by PHP
 * in it.
 */
@RequiresPhp
class WooCommerceStoryIT {

    @Test
    void runsAgainstAShopThatAnswersAsWooCommerceDoes() throws IOException, InterruptedException {
        try (StubWooCommerce shop = StubWooCommerce.start(StubWooCommerce.Options.withPlugin());
                GatherServer server = GatherServer.onH2(Map.of("gather.poll-interval", "PT1H"))) {
            Store store = SeveralShopsIT.tell(server, new WooCommerceDriver(shop));
            assertThat(ping(store.hook(server), "webhook_id=7")).isEqualTo(200);
            assertThat(ping(store.hook(server), "webhook_id=7&order=1")).isEqualTo(401);
        }
    }

    /** What WooCommerce sends when a webhook is made, unsigned: only 200 is a good answer to it. */
    private static int ping(String hook, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hook))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
