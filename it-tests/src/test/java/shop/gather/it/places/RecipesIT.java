package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The requests of RECIPES.md as an owner sends them, and recipes that no other test plays. */
class RecipesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern RECIPE = Pattern.compile("## ([^\\n]+)\\n[^#]*?```json\\n(.*?)```", Pattern.DOTALL);
    private static final Duration RUNS = Duration.ofDays(10);

    private static List<MatchResult> recipes() throws IOException {
        return RECIPE.matcher(Files.readString(Path.of("../plugin-impl/RECIPES.md")))
                .results()
                .toList();
    }

    private static JsonObject recipe(String name) throws IOException {
        return recipes().stream()
                .filter(recipe -> recipe.group(1).equals(name))
                .map(RecipesIT::plan)
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject plan(MatchResult recipe) {
        return Json.createReader(new StringReader(recipe.group(2))).readObject();
    }

    /** The request with the shop's articles, the owner's community, and a period that has begun. */
    private static JsonObject own(JsonObject plan, Store store, String community) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String text = plan.toString()
                .replace("tea-green", store.shop().articles().get(0).variantId())
                .replace("mug-blue", store.shop().articles().get(1).variantId())
                .replace("0191b6f0-0000-7000-8000-000000000001", community);
        return Json.createObjectBuilder(
                        Json.createReader(new StringReader(text)).readObject())
                .add("startsAt", now.minus(Duration.ofMinutes(1)).toString())
                .add("endsAt", now.plus(RUNS).toString())
                .build();
    }

    private static Store aStoreOn(OnDatabase database) {
        return Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
    }

    private static String published(Store store, JsonObject plan) {
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    @ParameterizedTest
    @EnumSource
    void everyRecipeCanBePublishedAsItIsWritten(OnDatabase database) throws IOException {
        Store store = aStoreOn(database);
        store.owner().post(PickupShop.POINTS, PickupShop.aPoint("Corner shop"));
        String community = store.aLeader("Lena")
                .api()
                .get("/storefront/v1/communities")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        List<MatchResult> recipes = recipes();
        assertThat(recipes).hasSizeGreaterThanOrEqualTo(14);
        for (MatchResult recipe : recipes) {
            String id = store.owner()
                    .post("/api/v1/campaigns", own(plan(recipe), store, community))
                    .getString("id");
            JsonObject review = store.owner().get("/api/v1/campaigns/" + id + "/review");
            assertThat(review.getBoolean("publishable"))
                    .as(recipe.group(1) + ": " + review)
                    .isTrue();
            store.publish(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasOpenedTheTeamPaysTheOpenersPrice(OnDatabase database) throws IOException {
        Store store = aStoreOn(database);
        JsonObject plan = own(recipe("Opener's price"), store, "");
        String campaign = published(
                store, Json.createObjectBuilder(plan).add("teamSize", 2).build());
        Buyer mia = store.aBuyer("Mia");
        JsonObject mias = mia.opens(campaign);
        PlacedOrder miasOrder = mia.paysFor(mias);
        mia.awaitPlace(mias.getString("id"), "PAID", PATIENCE);
        Buyer noah = store.aBuyer("Noah");
        JsonObject noahs = noah.joins(mias.getString("team"));
        PlacedOrder noahsOrder = noah.paysFor(noahs);
        store.awaitTeam(mias.getString("team"), "SUCCEEDED", PATIENCE);
        SampleShopDriver shop = (SampleShopDriver) store.shop();
        awaitKept(shop, miasOrder, miasOrder.total().minus(Money.parse("EUR 3.00")));
        awaitKept(shop, noahsOrder, noahsOrder.total());
        TeamOfPlaces.of(store, mias.getString("team")).mustAddUp();
    }

    private static void awaitKept(ShopDriver shop, PlacedOrder order, Money kept) {
        ShopDriver.Record record = Await.until(
                kept + " to be kept of " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                seen -> seen.captured().minus(seen.refunded()).equals(kept));
        assertThat(record.captures()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSuperGroupIsOneTeam(OnDatabase database) throws IOException {
        Store store = aStoreOn(database);
        String campaign = published(store, own(recipe("Super group"), store, ""));
        JsonObject first = store.aBuyer("Mia").opens(campaign);
        Api.Answer second = store.aBuyer("Noah")
                .api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        null,
                        Map.of("Idempotency-Key", "second"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("sold-out");
        JsonObject joined = store.aBuyer("Ole").joins(first.getString("team"));
        assertThat(joined.getString("team")).isEqualTo(first.getString("team"));
    }
}
