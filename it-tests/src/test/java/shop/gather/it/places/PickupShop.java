package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** A connected store with a campaign whose buyers collect at one of two points; Lena hands over at the first. */
record PickupShop(Store store, Leader lena, String point, String other, String campaign) {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final String POINTS = "/api/v1/pickup-points";
    static final String MINE = "/storefront/v1/me/pickup-points/";

    static PickupShop on(OnDatabase database) {
        Store store = Store.connected(database.server(), Shared.aShop());
        Leader lena = store.aLeader("Lena");
        String draft = draft(store, "PT0S");
        Api.Answer blocked = store.owner().send("POST", "/api/v1/campaigns/" + draft + "/publication", null, Map.of());
        assertThat(blocked.status()).as("no point yet").isEqualTo(409);
        assertThat(blocked.json().getString("detail")).startsWith("NO_PICKUP_POINT");
        String point = store.owner()
                .post(
                        POINTS,
                        Json.createObjectBuilder(aPoint("Corner shop"))
                                .add("leaderId", lena.id())
                                .add("capacity", 3)
                                .build())
                .getString("id");
        String other = store.owner().post(POINTS, aPoint("Town hall")).getString("id");
        return new PickupShop(store, lena, point, other, store.publish(draft));
    }

    private static String draft(Store store, String readyAfter) {
        var half = store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        JsonObject simple = store.campaign(half, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject draft = store.owner()
                .post(
                        "/api/v1/campaigns",
                        Json.createObjectBuilder(simple)
                                .add(
                                        "fulfilmentPolicy",
                                        Json.createObjectBuilder()
                                                .add("policy", "pickup")
                                                .add("readyAfter", readyAfter)
                                                .add("exchanges", "KEEP"))
                                .build());
        assertThat(draft.getJsonObject("fulfilmentPolicy").getString("policy")).isEqualTo("pickup");
        assertThat(draft.getString("exchanges")).isEqualTo("KEEP");
        return draft.getString("id");
    }

    JsonObject pickup(Buyer buyer, JsonObject place) {
        return buyer.api().get("/storefront/v1/me/participations/" + place.getString("id") + "/pickup");
    }

    JsonObject awaitReady(Buyer buyer, JsonObject place) {
        return Await.until("a place to be ready", PATIENCE, () -> pickup(buyer, place), seen -> seen.getString("state")
                .equals("READY"));
    }

    List<String> handOver(JsonObject... items) {
        return outcomes(lena.api().post(MINE + point + "/hand-overs", body(items)));
    }

    static JsonObject aPoint(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add(
                        "addressLines",
                        Json.createArrayBuilder().add("1 Long Street").add("10115 Berlin"))
                .add("zone", "Europe/Berlin")
                .add(
                        "hours",
                        Json.createObjectBuilder()
                                .add(
                                        "weekly",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("day", "FRIDAY")
                                                        .add("from", "16:00")
                                                        .add("until", "19:00"))))
                .add("latitude", 52.5321)
                .add("longitude", 13.3849)
                .build();
    }

    static JsonObject body(JsonObject... items) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        List.of(items).forEach(all::add);
        return Json.createObjectBuilder().add("items", all).build();
    }

    static JsonObject code(String code) {
        return Json.createObjectBuilder().add("code", code).build();
    }

    static JsonObject recorded(JsonObject place, String event) {
        return Json.createObjectBuilder()
                .add("participationId", place.getString("id"))
                .add("handedAt", "2026-01-02T10:00:00Z")
                .add("deviceEventId", event)
                .build();
    }

    static List<String> outcomes(JsonObject results) {
        return results.getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(result -> result.getString("outcome"))
                .toList();
    }
}
