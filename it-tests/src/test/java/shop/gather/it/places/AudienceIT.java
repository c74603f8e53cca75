package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Campaigns for a community or for leaders, and the lists in which buyers find them. */
class AudienceIT {

    private static final String DIRECTORY = "/storefront/v1/campaigns";
    private static final String OWN = "/storefront/v1/me/campaigns";

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    private static JsonObject plan(Store store, String part, JsonObjectBuilder policy, String visibility) {
        return Json.createObjectBuilder(
                        store.campaign(Money.parse("EUR 10.00"), 3, Duration.ofHours(1), Duration.ofMinutes(15)))
                .add(part, policy)
                .add("visibility", visibility)
                .build();
    }

    private static String published(Store store, String part, JsonObjectBuilder policy, String visibility) {
        return store.publish(store.owner()
                .post("/api/v1/campaigns", plan(store, part, policy, visibility))
                .getString("id"));
    }

    private static List<String> ids(Api api, String path) {
        return api.get(path).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("id"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void membersOfACommunityFindAndJoinItsCampaign(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        Leader lena = store.aLeader("Lena");
        String community = ids(lena.api(), "/storefront/v1/communities").get(0);
        Buyer member = store.aBuyer("Mia", lena.clicked(lena.aLink()));
        Buyer stranger = store.aBuyer("Noah");
        String campaign = published(
                store, "eligibilityPolicy", policy("community-members").add("communityId", community), "AUDIENCE");

        assertThat(ids(member.api(), OWN)).containsExactly(campaign);
        assertThat(ids(stranger.api(), OWN)).isEmpty();
        assertThat(ids(store.storefront(), DIRECTORY)).isEmpty();
        assertThat(ids(store.storefront(), DIRECTORY + "?communityId=" + community))
                .as("it is not public")
                .isEmpty();
        String team = member.opens(campaign).getString("team");
        assertThat(stranger.triesToJoin(team).status()).isEqualTo(403);

        shown(store, campaign, "PUBLIC");
        assertThat(ids(store.storefront(), DIRECTORY + "?communityId=" + community))
                .containsExactly(campaign);
        assertThat(ids(Shared.aStore(database.server()).storefront(), DIRECTORY + "?communityId=" + community))
                .as("of another store")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyLeadersFindAndJoinACampaignForLeaders(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        Leader lena = store.aLeader("Lena");
        Buyer buyer = store.aBuyer("Mia");
        String campaign = published(store, "eligibilityPolicy", policy("leaders"), "AUDIENCE");

        assertThat(ids(lena.api(), OWN)).containsExactly(campaign);
        assertThat(ids(buyer.api(), OWN)).isEmpty();
        String team = lena.member().opens(campaign).getString("team");
        Api.Answer refused = buyer.triesToJoin(team);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("detail")).contains("Only leaders");

        store.owner()
                .post(
                        "/api/v1/leaders/" + lena.id() + "/suspension",
                        Json.createObjectBuilder().add("reason", "A test").build());
        assertThat(ids(lena.api(), OWN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void buyersFindTheCampaignsOfTheirPickupPoint(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        String near = aPoint(store, "Corner shop");
        String far = aPoint(store, "Harbour");
        String campaign = published(
                store,
                "fulfilmentPolicy",
                policy("pickup")
                        .add("readyAfter", "PT0S")
                        .add("points", Json.createArrayBuilder().add(near)),
                "PUBLIC");
        String team = store.aBuyer("Mia")
                .api()
                .post(
                        DIRECTORY + "/" + campaign + "/teams",
                        Json.createObjectBuilder().add("pickupPointId", near).build())
                .getString("team");

        assertThat(ids(store.storefront(), DIRECTORY + "?pickupPointId=" + near))
                .containsExactly(campaign);
        assertThat(ids(store.storefront(), DIRECTORY + "?pickupPointId=" + far)).isEmpty();
        assertThat(ids(store.storefront(), "/storefront/v1/open-teams?pickupPointId=" + near))
                .containsExactly(team);
        assertThat(ids(store.storefront(), "/storefront/v1/open-teams?pickupPointId=" + far))
                .isEmpty();
    }

    private static String aPoint(Store store, String name) {
        return store.owner().post(PickupShop.POINTS, PickupShop.aPoint(name)).getString("id");
    }

    @ParameterizedTest
    @EnumSource
    void aCampaignForEveryoneCannotBeShownToAGroup(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        Api.Answer refused = store.owner()
                .send(
                        "POST",
                        "/api/v1/campaigns",
                        plan(store, "eligibilityPolicy", policy("everyone"), "AUDIENCE")
                                .toString(),
                        Map.of());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("detail")).contains("visibility AUDIENCE needs an eligibilityPolicy");
        String open = published(store, "eligibilityPolicy", policy("everyone"), "PUBLIC");
        assertThat(store.owner()
                        .send(
                                "PUT",
                                "/api/v1/campaigns/" + open + "/visibility",
                                Json.createObjectBuilder()
                                        .add("visibility", "AUDIENCE")
                                        .build()
                                        .toString(),
                                Map.of())
                        .status())
                .isEqualTo(400);
        Api.Answer two = store.storefront().send("GET", DIRECTORY + "?variantId=tea&productId=tea", null, Map.of());
        assertThat(two.json().getString("detail")).startsWith("Send only one of");
    }

    private static void shown(Store store, String campaign, String visibility) {
        store.owner()
                .put(
                        "/api/v1/campaigns/" + campaign + "/visibility",
                        Json.createObjectBuilder().add("visibility", visibility).build());
    }
}
