package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;

/** What owners read about their campaigns and teams. */
class FiguresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");

    private static Store aStore(OnDatabase database) {
        return Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
    }

    private static List<JsonObject> timeline(Store store, String team, int limit) {
        List<JsonObject> all = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonObject page = store.owner()
                    .get("/api/v1/teams/" + team + "/timeline?limit=" + limit
                            + (next.isEmpty() ? "" : "&cursor=" + next));
            all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
            next = page.getString("next", null);
        }
        return all;
    }

    private static List<String> of(List<JsonObject> timeline, JsonObject place) {
        return timeline.stream()
                .filter(entry -> place.getString("id").equals(entry.getString("participation", null)))
                .map(entry -> entry.getString("what"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aTeamThatSucceedsAndOneThatItsOwnerEnds(OnDatabase database) {
        Store store = aStore(database);
        Store neighbour = aStore(database);
        String campaign = store.aCampaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        String theirs = neighbour.aCampaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15));

        Buyer mia = store.aBuyer("Mia");
        JsonObject first = mia.opens(campaign);
        String team = first.getString("team");
        mia.paysFor(first, 0, Payment.AUTHORIZE);
        mia.awaitPlace(first.getString("id"), "PAID", PATIENCE);
        Buyer noah = store.aBuyer("Noah");
        JsonObject second = noah.joins(team);
        noah.paysFor(second, 0, Payment.AUTHORIZE);
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        mia.awaitPlace(first.getString("id"), "CONFIRMED", PATIENCE);
        noah.awaitPlace(second.getString("id"), "CONFIRMED", PATIENCE);
        String other = store.aBuyer("Ole").opens(campaign).getString("team");
        store.owner().send("POST", "/api/v1/teams/" + other + "/cancellation", null, Map.of());
        store.awaitTeam(other, "FAILED", PATIENCE);

        timelines(store, team, other, first);
        figures(store, campaign);
        JsonObject none = neighbour.owner().get("/api/v1/campaigns/" + theirs + "/figures");
        assertThat(none.getJsonObject("teams").getInt("opened")).isZero();
        assertThat(status(neighbour, "/api/v1/campaigns/" + campaign + "/figures"))
                .isEqualTo(404);
        assertThat(status(neighbour, "/api/v1/teams/" + team + "/timeline")).isEqualTo(404);
    }

    private static int status(Store store, String path) {
        return store.owner().send("GET", path, null, Map.of()).status();
    }

    private static void timelines(Store store, String team, String other, JsonObject first) {
        List<JsonObject> all = Await.until(
                "both payments to be captured",
                PATIENCE,
                () -> timeline(store, team, 200),
                entries -> entries.stream()
                                .filter(entry -> entry.getString("what").equals("payment-captured"))
                                .count()
                        == 2);
        assertThat(of(all, first)).containsExactly("place-joined", "place-paid", "place-confirmed", "payment-captured");
        assertThat(all.get(0).getString("what")).isEqualTo("team-opened");
        assertThat(all)
                .filteredOn(entry -> entry.getString("what").equals("team-succeeded"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getString("reason")).isEqualTo("team-full");
                    assertThat(entry.getString("text")).isEqualTo("The team has succeeded.");
                    assertThat(entry.getString("why")).isEqualTo("All places were paid before the deadline.");
                });
        assertThat(timeline(store, team, 2)).isEqualTo(all);
        assertThat(all.toString()).doesNotContain("Mia").doesNotContain("Noah");

        List<JsonObject> ended = Await.until(
                "the place to be released",
                PATIENCE,
                () -> timeline(store, other, 200),
                entries -> entries.size() >= 4);
        assertThat(ended.stream().map(entry -> entry.getString("what")))
                .containsExactly("team-opened", "place-joined", "team-failed", "place-expired");
        assertThat(ended.get(2).getString("reason")).isEqualTo("cancelled-by-the-owner");
    }

    private static void figures(Store store, String campaign) {
        String path = "/api/v1/campaigns/" + campaign + "/figures";
        JsonObject figures = store.owner().get(path);
        JsonObject teams = figures.getJsonObject("teams");
        assertThat(List.of(teams.getInt("opened"), teams.getInt("succeeded"), teams.getInt("failed")))
                .containsExactly(2, 1, 1);
        assertThat(teams.getInt("successRate")).isEqualTo(5_000);
        assertThat(teams.getInt("medianSecondsToFill")).isBetween(0, 600);
        JsonObject places = figures.getJsonObject("places");
        assertThat(List.of(places.getInt("taken"), places.getInt("paid"), places.getInt("confirmed")))
                .containsExactly(3, 2, 2);
        JsonObject sales = figures.getJsonObject("sales");
        assertThat(Store.money(sales.getJsonObject("turnover"))).isEqualTo(GROUP_PRICE.multipliedBy(2));
        assertThat(Store.money(sales.getJsonObject("saving")).isPositive()).isTrue();
        assertThat(figures.getString("zone")).isEqualTo("Europe/Berlin");
        List<JsonObject> days = figures.getJsonArray("days").getValuesAs(JsonObject.class);
        assertThat(LocalDate.parse(days.get(days.size() - 1).getString("day")))
                .isBeforeOrEqualTo(LocalDate.now(ZoneId.of("Europe/Berlin")));

        Api.Answer csv = store.owner().send("GET", path, null, Map.of("Accept", "text/csv"));
        assertThat(csv.status()).isEqualTo(200);
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.get(0)).startsWith("day,teams_opened,").endsWith(",currency");
        assertThat(lines.get(1)).startsWith("total,2,1,1,3,2,2,2,20.00,").endsWith(",EUR");
        assertThat(lines).hasSize(2 + days.size());
        Api.Answer garbled = store.owner().send("GET", path + "?bom=perhaps", null, Map.of());
        assertThat(garbled.problem()).isEqualTo("invalid-value");
    }
}
