package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.places.PickupShop.MINE;
import static shop.gather.it.places.PickupShop.PATIENCE;
import static shop.gather.it.places.PickupShop.POINTS;
import static shop.gather.it.places.PickupShop.aPoint;
import static shop.gather.it.places.PickupShop.body;
import static shop.gather.it.places.PickupShop.code;
import static shop.gather.it.places.PickupShop.recorded;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;

/**
 * Buyers of two stores choose a pickup point, pay, and collect what their team has won: the leader of the point scans a
 * code, and uploads later what a device has recorded without a network.
 */
class PickupIT {

    /** A request for a place that is collected at a point. */
    private static JsonObject at(String point) {
        return Json.createObjectBuilder().add("pickupPointId", point).build();
    }

    @ParameterizedTest
    @EnumSource
    void twoBuyersCollectWhatTheirTeamHasWon(OnDatabase database) {
        PickupShop here = PickupShop.on(database);
        PickupShop there = PickupShop.on(database);
        Buyer anna = here.store().aBuyer("Anna Li");
        Buyer ben = here.store().aBuyer("Ben");
        JsonObject annas = anna.api().post("/storefront/v1/campaigns/" + here.campaign() + "/teams", at(here.point()));
        JsonObject bens = ben.joins(annas.getString("team"));
        assertThat(here.pickup(ben, bens).containsKey("point"))
                .as("of two points")
                .isFalse();
        JsonObject chosen = choose(ben, bens, here.point());
        assertThat(chosen.getJsonObject("point").getString("name")).isEqualTo("Corner shop");
        assertThat(choices(here)).containsEntry(here.point(), 1).containsEntry(here.other(), null);
        assertThat(choose(ben, bens, there.point(), 404)).isEqualTo("not-found");

        anna.paysFor(annas);
        anna.awaitPlace(annas.getString("id"), "PAID", PATIENCE);
        assertThat(here.pickup(anna, annas).containsKey("code"))
                .as("the team is not full")
                .isFalse();
        assertThat(qr(anna, annas).status()).isEqualTo(404);
        ben.paysFor(bens);
        JsonObject ready = here.awaitReady(anna, annas);
        here.awaitReady(ben, bens);
        String annasCode = ready.getString("code");
        assertThat(qr(anna, annas).body()).startsWith("<svg");
        assertThat(qr(ben, annas).status()).as("somebody else's").isEqualTo(404);
        told(anna, annasCode);

        assertThat(here.store()
                        .owner()
                        .get("/api/v1/participations/" + annas.getString("id") + "/pickup")
                        .containsKey("code"))
                .as("for the owner")
                .isFalse();
        lists(here);
        assertThat(here.handOver(code(annasCode))).containsExactly("handed-over");
        assertThat(here.handOver(code(annasCode.toUpperCase()))).containsExactly("already-handed-over");
        assertThat(here.pickup(anna, annas).containsKey("code")).isFalse();

        JsonObject[] upload = {recorded(annas, "e1"), recorded(bens, "e2")};
        for (int time = 0; time < 2; time++) {
            assertThat(here.handOver(upload)).containsExactly("already-handed-over", "handed-over");
        }
        assertThat(here.pickup(ben, bens).getString("handedAt")).isEqualTo("2026-01-02T10:00:00Z");
        assertThat(alarms(here)).contains("pickup-conflict");

        Api.Answer undone = here.store()
                .owner()
                .send(
                        "POST",
                        "/api/v1/participations/" + bens.getString("id") + "/pickup/reversal",
                        "{\"reason\":\"The wrong bag.\"}",
                        Map.of());
        assertThat(undone.json().getString("state")).isEqualTo("READY");
        assertThat(here.handOver(upload))
                .as("a device does not undo what a person undid")
                .containsExactly("already-handed-over", "handed-over");
        assertThat(here.pickup(ben, bens).getString("state")).isEqualTo("READY");
        neighbour(here, there, ben, bens);
    }

    private static JsonObject choose(Buyer buyer, JsonObject place, String point) {
        return buyer.api()
                .put(
                        "/storefront/v1/me/participations/" + place.getString("id") + "/pickup",
                        Json.createObjectBuilder().add("pickupPointId", point).build());
    }

    private static String choose(Buyer buyer, JsonObject place, String point, int status) {
        Api.Answer answer = buyer.api()
                .send(
                        "PUT",
                        "/storefront/v1/me/participations/" + place.getString("id") + "/pickup",
                        Json.createObjectBuilder()
                                .add("pickupPointId", point)
                                .build()
                                .toString(),
                        Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.problem();
    }

    /** The free places of each point of the campaign, as visitors see them. */
    private static Map<String, Integer> choices(PickupShop shop) {
        Map<String, Integer> left = new java.util.HashMap<>();
        shop.store()
                .storefront()
                .get("/storefront/v1/pickup-points?campaignId=" + shop.campaign())
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .forEach(item -> left.put(
                        item.getJsonObject("point").getString("id"),
                        item.containsKey("placesLeft") ? item.getInt("placesLeft") : null));
        return left;
    }

    private static Api.Answer qr(Buyer buyer, JsonObject place) {
        return buyer.api()
                .send(
                        "GET",
                        "/storefront/v1/me/participations/" + place.getString("id") + "/pickup/code.svg",
                        null,
                        Map.of("Accept", "image/svg+xml"));
    }

    private static void told(Buyer buyer, String code) {
        JsonObject message = Await.until(
                        "the message that it can be collected",
                        PATIENCE,
                        () -> buyer.api().get("/storefront/v1/me/messages").getJsonArray("items"),
                        items -> items.getValuesAs(JsonObject.class).stream()
                                .anyMatch(item -> item.getString("kind").equals("pickup-ready")))
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(item -> item.getString("kind").equals("pickup-ready"))
                .findFirst()
                .orElseThrow();
        assertThat(message.getString("text")).contains("Corner shop, 1 Long Street, 10115 Berlin");
        assertThat(message.toString()).doesNotContain(code);
    }

    private static void lists(PickupShop shop) {
        String campaign = "/api/v1/campaigns/" + shop.campaign();
        JsonObject line = shop.store()
                .owner()
                .get(campaign + "/pick-list")
                .getJsonArray("lines")
                .getJsonObject(0);
        assertThat(line.getString("pointId")).isEqualTo(shop.point());
        assertThat(line.getInt("units")).isEqualTo(2);
        assertThat(shop.lena()
                        .api()
                        .get("/storefront/v1/me/pickup-points")
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getJsonArray("open"))
                .hasSize(1);
        assertThat(shop.lena()
                        .api()
                        .get(MINE + shop.point() + "/pickups?campaignId=" + shop.campaign())
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .extracting(place -> place.getString("buyer"))
                .containsExactly("B.", "A. L.");
        Api.Answer csv = shop.store()
                .owner()
                .send("GET", campaign + "/pickups?pointId=" + shop.point(), null, Map.of("Accept", "text/csv"));
        assertThat(csv.body()).startsWith("participation,point_id").hasLineCount(3);
        JsonObject needed = shop.store().owner().get(campaign + "/purchase-list");
        assertThat(needed.getJsonArray("difference").getJsonObject(0).getInt("units"))
                .isEqualTo(2);
        JsonObject sent = shop.store().owner().post(campaign + "/purchase-list/sent", null);
        assertThat(sent.getJsonArray("difference")).isEmpty();
        assertThat(sent.getJsonObject("sent").getString("by")).startsWith("owner:");
        assertThat(shop.store()
                        .owner()
                        .send("GET", campaign + "/purchase-list", null, Map.of("Accept", "text/csv"))
                        .body())
                .startsWith("variant,title,units,change_since_sent");
    }

    private static List<String> alarms(PickupShop shop) {
        return shop.store().owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(alarm -> alarm.getString("kind"))
                .toList();
    }

    /** The other store's leader, and a leader of this store, hand over nothing here. */
    private static void neighbour(PickupShop here, PickupShop there, Buyer ben, JsonObject bens) {
        String code = here.pickup(ben, bens).getString("code");
        assertThat(there.handOver(code(code))).containsExactly("unknown-place");
        for (Api stranger :
                List.of(there.lena().api(), here.store().aLeader("Nora").api())) {
            Api.Answer refused = stranger.send(
                    "POST",
                    MINE + here.point() + "/hand-overs",
                    body(code(code)).toString(),
                    Map.of());
            assertThat(refused.status()).isEqualTo(404);
        }
        Api.Answer member = ben.api()
                .send(
                        "POST",
                        MINE + here.point() + "/hand-overs",
                        body(code(code)).toString(),
                        Map.of());
        assertThat(member.status()).as("no leader").isEqualTo(403);
        assertThat(here.pickup(ben, bens).getString("state")).isEqualTo("READY");
    }

    @ParameterizedTest
    @EnumSource
    void aFullPointIsRefusedAtTheJoinAndAPointIsChangedByItsVersion(OnDatabase database) {
        PickupShop shop = PickupShop.on(database);
        String path = POINTS + "/" + shop.point();
        Api owner = shop.store().owner();
        Api.Answer read = owner.send("GET", path, null, Map.of());
        JsonObjectBuilder one = Json.createObjectBuilder(aPoint("Corner shop"))
                .add("leaderId", shop.lena().id())
                .add("capacity", 1);
        String changed = one.build().toString();
        Api.Answer answer = owner.send(
                "PUT", path, changed, Map.of("If-Match", read.headers().get("etag")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(owner.send(
                                "PUT",
                                path,
                                changed,
                                Map.of("If-Match", read.headers().get("etag")))
                        .problem())
                .isEqualTo("version-mismatch");
        String teams = "/storefront/v1/campaigns/" + shop.campaign() + "/teams";
        Buyer anna = shop.store().aBuyer("Anna");
        JsonObject place = anna.api().post(teams, at(shop.point()), "anna-1");
        assertThat(anna.api().post(teams, at(shop.point()), "anna-1").getString("id"))
                .as("repeated")
                .isEqualTo(place.getString("id"));
        Buyer ben = shop.store().aBuyer("Ben");
        Api.Answer full = ben.api()
                .send(
                        "POST",
                        "/storefront/v1/teams/" + place.getString("team") + "/participations",
                        at(shop.point()).toString(),
                        Map.of("Idempotency-Key", "ben-1"));
        assertThat(full.problem()).isEqualTo("pickup-point-full");
        anna.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());
        assertThat(choices(shop)).as("given back").containsEntry(shop.point(), 1);
        assertThat(shop.pickup(anna, place).getString("state")).isEqualTo("CANCELLED");
    }
}
