package shop.gather.it.isolation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;

/** What a {@link World} has of campaigns that repeat. */
final class SeriesWorld {

    private SeriesWorld() {}

    static void in(Store store, Map<String, String> ids, Map<String, Api> callers) {
        String campaign = store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2));
        ids.put("repeating", campaign);
        store.owner().put("/api/v1/campaigns/" + campaign + "/series", SeriesMatrix.daily());
        String weekly = aGroupOrder(store);
        ids.put("weekly", weekly);
        store.owner().put("/api/v1/campaigns/" + weekly + "/series", SeriesMatrix.daily());
        Buyer subscriber = store.aBuyer("Sue");
        callers.put("subscriber", subscriber.api());
        ids.put("weeklyPlace", subscriber.opens(weekly).getString("id"));
        subscriber
                .api()
                .put(
                        "/storefront/v1/me/standing-orders/" + weekly,
                        SeriesMatrix.standing(store.shop().articles().get(0).variantId()));
    }

    private static String aGroupOrder(Store store) {
        JsonObject plan = Json.createObjectBuilder(
                        store.campaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2)))
                .remove("teamSize")
                .remove("teamDuration")
                .add(
                        "teamPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "group-order")
                                .add("minimumUnits", 4)
                                .add("places", 100))
                .add("paymentMode", "AT_ONCE")
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }
}
