package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/** The public directory of a store: its campaigns and open teams, as a browser with the publishable key reads them. */
class DirectoryIT {

    private static final String CAMPAIGNS = "/storefront/v1/campaigns";
    private static final String TEAMS = "/storefront/v1/open-teams";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("id"))
                .toList();
    }

    private static List<String> ids(Store store, String path) {
        return ids(store.storefront().get(path));
    }

    private static String aCampaign(Store store, int size) {
        return store.aCampaign(GROUP_PRICE, size, Duration.ofHours(24), Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @EnumSource
    void eachStoreShowsItsOwnCampaignsAndTeams(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        Store other = Shared.aStore(database.server());
        ShopDriver.Article article = store.shop().articles().get(0);
        String two = aCampaign(store, 2);
        String ten = aCampaign(store, 10);
        String others = aCampaign(other, 5);
        String almost = store.aBuyer("Mia").opens(two).getString("team");
        String roomy = store.aBuyer("Noah").opens(ten).getString("team");
        String foreign = other.aBuyer("Ole").opens(others).getString("team");

        assertThat(ids(store, CAMPAIGNS)).containsExactly(ten, two);
        assertThat(ids(store, CAMPAIGNS + "?variantId=" + article.variantId())).containsExactly(ten, two);
        assertThat(ids(store, CAMPAIGNS + "?variantId=none")).isEmpty();
        assertThat(ids(store, CAMPAIGNS + "?productId=none")).isEmpty();
        assertThat(ids(other, CAMPAIGNS)).containsExactly(others);
        JsonObject first = store.storefront().get(CAMPAIGNS + "?limit=1");
        assertThat(ids(first)).containsExactly(ten);
        assertThat(ids(store, CAMPAIGNS + "?limit=1&cursor=" + first.getString("next")))
                .containsExactly(two);
        JsonObject campaign = first.getJsonArray("items").getJsonObject(0);
        assertThat(Store.money(campaign.getJsonObject("listPrice"))).isEqualTo(article.price());
        assertThat(Store.money(campaign.getJsonObject("saving")))
                .isEqualTo(article.price().minus(GROUP_PRICE));

        assertThat(ids(store, TEAMS)).containsExactly(almost, roomy);
        assertThat(ids(store, TEAMS + "?sort=newest")).containsExactly(roomy, almost);
        assertThat(ids(store, TEAMS + "?nearlyFull=true")).containsExactly(almost);
        assertThat(ids(store, TEAMS + "?campaignId=" + ten)).containsExactly(roomy);
        assertThat(ids(store, TEAMS + "?campaignId=" + others)).isEmpty();
        assertThat(ids(store, TEAMS + "?variantId=" + article.variantId() + "&limit=1"))
                .containsExactly(almost);
        assertThat(ids(other, TEAMS)).containsExactly(foreign);
        JsonObject page = store.storefront().get(TEAMS + "?limit=1");
        assertThat(ids(store, TEAMS + "?cursor=" + page.getString("next"))).containsExactly(roomy);
        JsonObject team = page.getJsonArray("items").getJsonObject(0);
        assertThat(team.getString("campaign")).isEqualTo(two);
        assertThat(team.getString("title")).isEqualTo(article.title());
        assertThat(team.getInt("size")).isEqualTo(2);
        assertThat(team.getInt("free")).isEqualTo(1);
        assertThat(team.getInt("paid")).isZero();
        assertThat(Store.money(team.getJsonObject("teamPrice"))).isEqualTo(GROUP_PRICE);
        assertThat(team.toString()).doesNotContain("Mia").doesNotContain("member");

        Buyer stranger = store.aBuyer("Pia");
        stranger.joins(almost);
        assertThat(ids(store, TEAMS)).as("it is full").containsExactly(roomy);
    }

    @ParameterizedTest
    @EnumSource
    void aBrowserThatHasThePageGetsNoBody(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        String campaign = aCampaign(store, 5);
        for (String path : List.of(CAMPAIGNS, TEAMS)) {
            Api.Answer answer = store.storefront().send("GET", path, null, Map.of());
            assertThat(answer.headers().get("cache-control")).contains("private", "max-age=");
            assertThat(answer.headers()).containsEntry("vary", "Authorization");
            Api.Answer again = ifNoneMatch(store, path, answer);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers()).containsEntry("etag", answer.headers().get("etag"));
        }
        Api.Answer empty = store.storefront().send("GET", TEAMS, null, Map.of());
        String team = store.aBuyer("Mia").opens(campaign).getString("team");
        Api.Answer changed = ifNoneMatch(store, TEAMS, empty);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(ids(changed.json())).containsExactly(team);
        String progress = "/storefront/v1/teams/" + team;
        Api.Answer before = store.storefront().send("GET", progress, null, Map.of());
        assertThat(ifNoneMatch(store, progress, before).status()).isEqualTo(304);
        store.aBuyer("Noah").joins(team);
        assertThat(ifNoneMatch(store, progress, before).json().getInt("placesLeft"))
                .isEqualTo(before.json().getInt("placesLeft") - 1);
        assertThat(ifNoneMatch(store, TEAMS, changed).status())
                .as("a place fewer is free")
                .isEqualTo(200);
    }

    private static Api.Answer ifNoneMatch(Store store, String path, Api.Answer known) {
        return store.storefront()
                .send("GET", path, null, Map.of("If-None-Match", known.headers().get("etag")));
    }

    @ParameterizedTest
    @EnumSource
    void aCampaignThatIsNotPublicIsSeenByWhoHasItsId(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        JsonObject draft = Json.createObjectBuilder(
                        store.campaign(GROUP_PRICE, 5, Duration.ofHours(24), Duration.ofMinutes(15)))
                .add("visibility", "LINK_ONLY")
                .build();
        String hidden =
                store.publish(store.owner().post("/api/v1/campaigns", draft).getString("id"));
        String team = store.aBuyer("Mia").opens(hidden).getString("team");

        assertThat(store.owner().get("/api/v1/campaigns/" + hidden).getString("visibility"))
                .isEqualTo("LINK_ONLY");
        assertThat(ids(store, CAMPAIGNS)).isEmpty();
        assertThat(ids(store, TEAMS)).isEmpty();
        assertThat(ids(store, TEAMS + "?campaignId=" + hidden)).isEmpty();
        assertThat(store.storefront().get(CAMPAIGNS + "/" + hidden).getString("id"))
                .isEqualTo(hidden);
        assertThat(store.storefront().get("/storefront/v1/teams/" + team).getString("id"))
                .isEqualTo(team);
        store.aBuyer("Noah").joins(team);

        assertThat(visible(store, hidden, "PUBLIC")).isEqualTo("PUBLIC");
        assertThat(ids(store, CAMPAIGNS)).containsExactly(hidden);
        Await.until("the team to be listed", PATIENCE, () -> ids(store, TEAMS), List.of(team)::equals);

        assertThat(visible(store, hidden, "LINK_ONLY")).isEqualTo("LINK_ONLY");
        assertThat(ids(store, CAMPAIGNS)).isEmpty();
        assertThat(ids(store, TEAMS)).isEmpty();
    }

    private static String visible(Store store, String campaign, String visibility) {
        return store.owner()
                .put(
                        "/api/v1/campaigns/" + campaign + "/visibility",
                        Json.createObjectBuilder().add("visibility", visibility).build())
                .getString("visibility");
    }

    @ParameterizedTest
    @EnumSource
    void aParameterThatIsNoneIsNamed(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        Map<String, String> wrong = Map.of(
                "?nearlyFull=yes", "nearlyFull must be true or false.",
                "?sort=oldest", "sort must be endingSoon or newest.",
                "?cursor=x", "cursor is not one of ours.",
                "?variantId=", "variantId is missing.",
                "?campaignId=0193e0b5-7c00-7000-8000-000000000000&variantId=tea",
                        "Send only one of variantId, productId, communityId, pickupPointId and campaignId.");
        wrong.forEach((query, detail) -> {
            Api.Answer answer = store.storefront().send("GET", TEAMS + query, null, Map.of());
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().getString("detail")).isEqualTo(detail);
        });
        assertThat(store.storefront()
                        .send("GET", TEAMS + "?campaignId=x", null, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(store.storefront()
                        .send("GET", CAMPAIGNS + "?variantId=a&productId=b", null, Map.of())
                        .status())
                .isEqualTo(400);
    }
}
