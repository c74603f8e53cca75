package shop.gather.it.isolation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Store;

/** What a {@link World} has of help-sell: a campaign that its leader resells, and one that she could; and their rows. */
final class ResaleWorld {

    private static final String RESALES = "/storefront/v1/me/resales";

    private ResaleWorld() {}

    static void in(Store store, Map<String, String> ids, Map<String, Api> callers) {
        ids.put("resold", aCampaign(store));
        ids.put("resellable", aCampaign(store));
        ids.put(
                "resale",
                callers.get("leader").post(RESALES, wish("resold", ids::get)).getString("id"));
    }

    static List<Row> rows() {
        return List.of(
                Row.of("GET /api/v1/campaigns/{id}/resales", "owner", "resold"),
                Row.of("GET " + RESALES, "leader"),
                Row.of("POST " + RESALES, "leader").naming(ids -> wish("resellable", ids)),
                Row.of("GET " + RESALES + "/{id}", "leader", "resale"),
                Row.of("POST " + RESALES + "/{id}/closure", "leader", "resale"));
    }

    private static String aCampaign(Store store) {
        JsonObject plan = Json.createObjectBuilder(
                        store.campaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2)))
                .add(
                        "resalePolicy",
                        Json.createObjectBuilder().add("policy", "by-leaders").add("mostMarkUp", Matrix.euros("1.00")))
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private static JsonObject wish(String campaign, Ids ids) {
        return Json.createObjectBuilder()
                .add("campaignId", ids.apply(campaign))
                .add("communityId", ids.apply("community"))
                .add("markUp", Matrix.euros("0.50"))
                .build();
    }
}
