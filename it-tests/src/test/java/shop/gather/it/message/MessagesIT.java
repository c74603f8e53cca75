package shop.gather.it.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * Members of two stores read what became of their teams, in two languages, on PostgreSQL with row-level security; a
 * neighbour and the members of the other store see nothing of it.
 */
class MessagesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INBOX = "/storefront/v1/me/messages";
    private static final String SETTINGS = "/storefront/v1/me/message-settings";

    private static Store store;
    private static Store other;

    @BeforeAll
    static void twoStores() {
        store = Store.connected(Shared.postgres(), Shared.aShop());
        other = Store.connected(Shared.postgres(), Shared.aShop());
    }

    @Test
    void aTeamThatSucceedsIsToldInTwoLanguages() {
        Buyer anna = store.aBuyer("Anna");
        Buyer ben = store.aBuyer("Ben");
        Buyer neighbour = store.aBuyer("Nora");
        Buyer stranger = other.aBuyer("Olga");
        String campaign = aCampaign(store, 2);
        JsonObject annas = anna.opens(campaign);
        String team = annas.getString("team");
        anna.paysFor(annas);
        awaitKinds(anna, "place-paid");
        ben.paysFor(ben.joins(team));
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);

        awaitKinds(anna, "team-succeeded", "place-paid");
        awaitKinds(ben, "team-succeeded");
        JsonObject english = newest(anna, "en-GB, zh;q=0.5");
        assertThat(english.getString("about")).isEqualTo(team);
        assertThat(english.getString("subject")).contains("teams of 2 has succeeded");
        assertThat(english.getString("text")).contains("2 paid places", "€");
        JsonObject chinese = newest(anna, "zh-CN");
        assertThat(chinese.getString("id")).isEqualTo(english.getString("id"));
        assertThat(chinese.getString("subject")).contains("teams of 2", "拼团成功了");
        assertThat(items(anna).getJsonObject(1).getString("text"))
                .contains("1 of 2 places", "at least 2 are needed", "(Europe/Berlin)");
        assertThat(inbox(anna, "fr").headers())
                .containsEntry("content-language", "en")
                .containsEntry("vary", "Accept-Language");

        for (Buyer nobody : List.of(neighbour, stranger)) {
            assertThat(items(nobody)).isEmpty();
            assertThat(unread(nobody)).isZero();
            Api.Answer reading = reads(nobody, english.getString("id"));
            assertThat(reading.status()).isEqualTo(404);
            assertThat(reading.problem()).isEqualTo("not-found");
        }
        assertThat(unread(anna)).isEqualTo(2);
        assertThat(reads(anna, english.getString("id")).status()).isEqualTo(204);
        assertThat(reads(anna, english.getString("id")).status()).isEqualTo(204);
        assertThat(unread(anna)).isEqualTo(1);
        assertThat(newest(anna, "en").getString("readAt")).isNotBlank();
    }

    @Test
    void aTeamThatFailsIsToldInTheOwnersWordsAndTheRefundToo() {
        String template = "/api/v1/message-templates/team-failed/en";
        Api.Answer gathers = store.owner().send("GET", template, null, Map.of());
        Api.Answer set = store.owner()
                .send(
                        "PUT",
                        template,
                        words("Sorry about {campaign}", "Next time!").toString(),
                        Map.of("If-Match", gathers.headers().get("etag")));
        assertThat(set.status()).as(set.body()).isEqualTo(200);

        JsonObject here = aTeamThatFails(store);
        JsonObject there = aTeamThatFails(other);

        assertThat(here.getString("subject")).startsWith("Sorry about ").endsWith("teams of 2");
        assertThat(here.getString("text")).isEqualTo("Next time!");
        assertThat(there.getString("subject")).as("the other store's").endsWith("has not succeeded");
        assertThat(store.owner().send("DELETE", template, null, Map.of()).status())
                .isEqualTo(204);
        assertThat(store.owner().get(template).getBoolean("own")).isFalse();
    }

    private static JsonObject aTeamThatFails(Store of) {
        Buyer cleo = of.aBuyer("Cleo");
        JsonObject place = cleo.opens(aCampaign(of, 2));
        cleo.paysFor(place);
        awaitKinds(cleo, "place-paid");
        of.owner().post("/api/v1/teams/" + place.getString("team") + "/cancellation", null);
        awaitKinds(cleo, "place-returned", "team-failed", "place-paid");
        assertThat(newest(cleo, "zh").getString("subject")).endsWith("拼团中的名额已结束");
        return items(cleo).getJsonObject(1);
    }

    @Test
    void aTemplateWithAnUnknownPlaceholderIsRefusedAndAGoodOneIsPreviewed() {
        String preview = "/api/v1/message-templates/payment-declined/zh/preview";
        Api.Answer refused = store.owner()
                .send("POST", preview, words("{campaign}", "{deadline}").toString(), Map.of());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-value");
        assertThat(refused.json().getString("detail"))
                .isEqualTo("text: {deadline} is not a placeholder of payment-declined. Use only {campaign}, {payUntil};"
                        + " braces have no other use.");
        JsonObject shown = store.owner().post(preview, words("{campaign}", "请在 {payUntil} 之前付款"));
        assertThat(shown.getString("text")).isEqualTo("请在 2026年12月2日 18:00（Europe/Berlin） 之前付款");
        for (String nothing : List.of("payment-declined/fr", "PAYMENT_DECLINED/en", "unknown/en")) {
            assertThat(store.owner()
                            .send("GET", "/api/v1/message-templates/" + nothing, null, Map.of())
                            .problem())
                    .as(nothing)
                    .isEqualTo("not-found");
        }
    }

    @Test
    void aMemberHidesWhatIsNotAboutMoney() {
        Buyer dora = store.aBuyer("Dora");
        dora.paysFor(dora.opens(aCampaign(store, 2)));
        awaitKinds(dora, "place-paid");
        assertThat(dora.api().get(SETTINGS)).isEqualTo(settings(List.of(), List.of()));

        JsonObject wanted = settings(List.of("team-failed"), List.of("place-paid"));
        assertThat(dora.api().put(SETTINGS, wanted)).isEqualTo(wanted);

        assertThat(items(dora)).isEmpty();
        assertThat(unread(dora)).isZero();
        for (String wrong : List.of("team-failed", "unknown")) {
            Api.Answer refused = dora.api()
                    .send("PUT", SETTINGS, settings(List.of(), List.of(wrong)).toString(), Map.of());
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().getString("detail")).startsWith("hidden");
        }
        assertThat(dora.api().get(SETTINGS)).isEqualTo(wanted);
    }

    private static String aCampaign(Store of, int size) {
        Money half = of.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        return of.aCampaign(half, size, Duration.ofHours(1), Duration.ofMinutes(15));
    }

    private static JsonObject words(String subject, String text) {
        return Json.createObjectBuilder()
                .add("subject", subject)
                .add("text", text)
                .build();
    }

    private static JsonObject settings(List<String> email, List<String> hidden) {
        return Json.createObjectBuilder()
                .add("email", Json.createArrayBuilder(email))
                .add("hidden", Json.createArrayBuilder(hidden))
                .build();
    }

    private static Api.Answer inbox(Buyer member, String acceptLanguage) {
        return member.api().send("GET", INBOX, null, Map.of("Accept-Language", acceptLanguage));
    }

    private static JsonObject newest(Buyer member, String acceptLanguage) {
        return inbox(member, acceptLanguage).json().getJsonArray("items").getJsonObject(0);
    }

    private static JsonArray items(Buyer member) {
        return member.api().get(INBOX).getJsonArray("items");
    }

    private static int unread(Buyer member) {
        return member.api().get(INBOX).getInt("unread");
    }

    private static Api.Answer reads(Buyer member, String message) {
        return member.api().send("POST", INBOX + "/" + message + "/reading", null, Map.of());
    }

    /** Waits until the member's inbox holds messages of these kinds, newest first, and no others. */
    private static void awaitKinds(Buyer member, String... kinds) {
        Await.until(
                "messages " + List.of(kinds),
                PATIENCE,
                () -> items(member),
                items -> items.getValuesAs(JsonObject.class).stream()
                        .map(message -> message.getString("kind"))
                        .toList()
                        .equals(List.of(kinds)));
    }
}
