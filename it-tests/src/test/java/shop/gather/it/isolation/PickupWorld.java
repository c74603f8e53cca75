package shop.gather.it.isolation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;

/** What a {@link World} has of pickup: two points, a place that can be collected, and one that was handed over. */
final class PickupWorld {

    private static final Money TEN = Money.of(CurrencyUnit.EUR, 10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private PickupWorld() {}

    static void in(Store store, Map<String, String> ids, Map<String, Api> callers) {
        JsonObject wanted = Json.createObjectBuilder(PickupMatrix.point("Point of " + store.id()))
                .add("leaderId", ids.get("leader"))
                .build();
        ids.put(
                "pickupPoint",
                store.owner().post("/api/v1/pickup-points", wanted).getString("id"));
        ids.put(
                "sparePickupPoint",
                store.owner()
                        .post("/api/v1/pickup-points", PickupMatrix.point("Spare"))
                        .getString("id"));
        JsonObject draft = Json.createObjectBuilder(store.campaign(TEN, 2, Duration.ofHours(24), Duration.ofHours(2)))
                .add(
                        "fulfilmentPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "pickup")
                                .add("points", Json.createArrayBuilder().add(ids.get("pickupPoint")))
                                .add("readyAfter", "PT0S"))
                .build();
        ids.put(
                "pickupCampaign",
                store.publish(store.owner().post("/api/v1/campaigns", draft).getString("id")));
        Buyer ida = store.aBuyer("Ida");
        Buyer kai = store.aBuyer("Kai");
        callers.put("collector", ida.api());
        JsonObject idas = ida.opens(ids.get("pickupCampaign"));
        JsonObject kais = kai.joins(idas.getString("team"));
        ida.paysFor(idas);
        kai.paysFor(kais);
        ids.put("collectedPlace", idas.getString("id"));
        ids.put("handedPlace", kais.getString("id"));
        for (String place : new String[] {ids.get("collectedPlace"), ids.get("handedPlace")}) {
            Await.until(
                    "place " + place + " to be ready",
                    PATIENCE,
                    () -> store.owner().get("/api/v1/participations/" + place + "/pickup"),
                    pickup -> pickup.getString("state").equals("READY"));
        }
        store.owner()
                .post(
                        "/api/v1/pickup-points/" + ids.get("pickupPoint") + "/hand-overs",
                        Json.createObjectBuilder()
                                .add(
                                        "items",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("participationId", ids.get("handedPlace"))))
                                .build());
    }
}
