package shop.gather.it.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Members are told of new campaigns of an article, of teams that are nearly full, and of deadlines. */
class InterestsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Money TEN = Money.parse("EUR 10.00");

    private final SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
    private final Store store = Store.connected(Shared.postgres(), shop);

    private static List<JsonObject> messages(Buyer buyer) {
        return buyer.api()
                .get("/storefront/v1/me/messages")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    private static List<String> told(Buyer buyer) {
        return messages(buyer).stream()
                .map(message -> message.getString("kind"))
                .toList();
    }

    private static List<String> toldAbout(Buyer buyer, String id) {
        return messages(buyer).stream()
                .filter(message -> message.getString("about").equals(id))
                .map(message -> message.getString("kind"))
                .toList();
    }

    private static void awaitTold(Buyer buyer, String kind) {
        Await.until("the message " + kind, PATIENCE, () -> told(buyer), kinds -> kinds.contains(kind));
    }

    private static void isInterestedIn(Buyer buyer, String what) {
        assertThat(buyer.api()
                        .send("PUT", "/storefront/v1/me/interests/" + what, null, Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoAskedIsToldWhenTheArticleIsSoldAgainAndWhenATeamIsNearlyFull() {
        String article = shop.articles().get(0).variantId();
        String before = store.aCampaign(TEN, 5, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        isInterestedIn(mia, "articles/" + article);
        isInterestedIn(noah, "campaigns/" + before);
        assertThat(mia.api()
                        .send("PUT", "/storefront/v1/me/interests/articles/nothing", null, Map.of())
                        .status())
                .isEqualTo(404);
        JsonObject demand =
                store.owner().get("/api/v1/interests").getJsonArray("items").getJsonObject(0);
        assertThat(demand.getString("variantId")).isEqualTo(article);
        assertThat(demand.getInt("members")).isEqualTo(2);

        String team = store.aBuyer("Ole").opens(before).getString("team");
        store.aBuyer("Pia").joins(team);
        store.aBuyer("Quin").joins(team);
        awaitTold(noah, "team-nearly-full");

        String again = store.aCampaign(TEN, 5, Duration.ofHours(1), Duration.ofMinutes(15));
        awaitTold(noah, "campaign-reopened");
        Await.until("Mia to be told", PATIENCE, () -> toldAbout(mia, again), kinds -> !kinds.isEmpty());
        assertThat(toldAbout(mia, again)).containsExactly("campaign-opened");
        assertThat(toldAbout(noah, again)).containsExactly("campaign-reopened");
    }

    @Test
    void buyersWhoHaveNotPaidAreRemindedOfTheDeadline() {
        JsonObject setting =
                Json.createObjectBuilder().add("remindBefore", "PT30S").build();
        store.owner().send("PUT", "/api/v1/team-reminders", setting.toString(), Map.of());
        assertThat(store.owner().get("/api/v1/team-reminders")).isEqualTo(setting);
        String campaign = store.aCampaign(TEN, 5, Duration.ofSeconds(62), Duration.ofMinutes(15));
        Buyer mia = store.aBuyer("Mia");
        mia.opens(campaign);
        awaitTold(mia, "cut-off-near");
    }
}
