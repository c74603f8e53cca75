package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.EventStream;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;

/** What buyers see of a team while it fills: its progress as events, who is in it, and the list for a chat. */
class LiveTeamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");

    private final SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));

    @ParameterizedTest
    @EnumSource
    void aTeamIsFollowedUntilItHasSucceeded(OnDatabase database) {
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer mia = store.aBuyer("Mia Wong");
        JsonObject mias = mia.opens(campaign);
        String team = mias.getString("team");
        String progress = "/storefront/v1/teams/" + team + "/progress";
        try (EventStream stream = EventStream.open(store.storefront(), database.server(), progress, null)) {
            assertThat(stream.header("content-type")).startsWith("text/event-stream");
            assertThat(stream.header("cache-control")).contains("no-store");
            EventStream.Event present = stream.next(PATIENCE);
            assertThat(present.name()).isEqualTo("progress");
            assertThat(present.data().getInt("paid")).isZero();
            assertThat(present.data().getInt("placesLeft")).isEqualTo(1);
            assertThat(present.data())
                    .as("the same as the snapshot")
                    .isEqualTo(store.storefront().get("/storefront/v1/teams/" + team));

            mia.paysFor(mias, 0, Payment.AUTHORIZE);
            assertThat(until(stream, 1).data().getString("state")).isEqualTo("OPEN");
            Buyer noah = store.aBuyer("Noah Fox");
            JsonObject noahs = noah.joins(team);
            EventStream.Event joined = stream.next(PATIENCE);
            assertThat(joined.data().getInt("placesLeft")).isZero();
            whoIsInIt(store, team, mia, noah);
            noah.paysFor(noahs, 0, Payment.AUTHORIZE);
            EventStream.Event end = until(stream, 2);
            assertThat(end.name()).isEqualTo("end");
            assertThat(end.data().getString("state")).isEqualTo("SUCCEEDED");
            assertThat(stream.hasEnded(PATIENCE)).isTrue();
            assertThat(stream.ids()).doesNotHaveDuplicates();

            Api.Answer known = store.storefront().send("GET", progress, null, Map.of("Last-Event-ID", end.id()));
            assertThat(known.status()).isEqualTo(204);
            Api.Answer again = store.storefront().send("GET", progress, null, Map.of());
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).contains("event: end").doesNotContain("event: progress");
        }
    }

    /** The event that shows so many paid places; the states before it are in order. */
    private static EventStream.Event until(EventStream stream, int paid) {
        int before = 0;
        while (true) {
            EventStream.Event event = stream.next(PATIENCE);
            int now = event.data().getInt("paid");
            assertThat(now).isBetween(before, paid);
            if (now == paid) {
                return event;
            }
            before = now;
        }
    }

    private static void whoIsInIt(Store store, String team, Buyer mia, Buyer noah) {
        String members = "/storefront/v1/teams/" + team + "/members";
        List<JsonObject> strangers = items(store.storefront().get(members));
        assertThat(strangers).hasSize(2).allSatisfy(member -> {
            assertThat(member.getString("name")).startsWith("Buyer ");
            assertThat(member.getBoolean("you")).isFalse();
        });
        assertThat(strangers).extracting(member -> member.getBoolean("paid")).containsExactly(true, false);
        assertThat(store.storefront().send("GET", members, null, Map.of()).body())
                .doesNotContain(mia.memberId(), noah.memberId(), "Mia", "Noah");
        assertThat(items(noah.api().get(members)))
                .extracting(member -> member.getBoolean("you"))
                .containsExactly(false, true);

        JsonObject initials =
                Json.createObjectBuilder().add("display", "INITIALS").build();
        assertThat(mia.api().put("/storefront/v1/me/team-display", initials)).isEqualTo(initials);
        assertThat(items(store.storefront().get(members)).get(0).getString("name"))
                .isEqualTo("M. W.");
        String chain = "/storefront/v1/teams/" + team + "/chain";
        Api.Answer text = noah.api().send("GET", chain, null, Map.of("Accept-Language", "zh-CN"));
        assertThat(text.headers().get("content-type")).startsWith("text/plain");
        assertThat(text.body()).contains("1. M. W.：1 × ", "2. 团友 ", "（待付款）", "还差 1");
        Api.Answer owners = store.owner().send("GET", "/api/v1/teams/" + team + "/chain", null, Map.of());
        assertThat(owners.body()).contains("1. M. W.: 1 × ", "Missing: 1", "(Europe/Berlin)");
        Buyer stranger = store.aBuyer("Stranger");
        assertThat(stranger.api().send("GET", chain, null, Map.of()).status()).isEqualTo(404);

        store.owner().post("/api/v1/members/" + mia.memberId() + "/erasure", null);
        assertThat(items(store.storefront().get(members)).get(0).getString("name"))
                .isEqualTo(strangers.get(0).getString("name"));
    }

    private static List<JsonObject> items(JsonObject page) {
        return page.getJsonArray("items").getValuesAs(JsonObject.class);
    }

    @ParameterizedTest
    @EnumSource
    void aStoreSeesItsOwnTeamsOnly(OnDatabase database) {
        Store store = Store.connected(database.server(), shop);
        Store neighbour = Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
        String team = neighbour
                .aBuyer("Xu")
                .opens(neighbour.aCampaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15)))
                .getString("team");
        Buyer mia = store.aBuyer("Mia");
        for (Api stranger : List.of(store.storefront(), mia.api())) {
            assertThat(stranger.send("GET", "/storefront/v1/teams/" + team + "/members", null, Map.of())
                            .status())
                    .isEqualTo(404);
        }
        assertThat(store.storefront()
                        .send("GET", "/storefront/v1/teams/" + team + "/progress", null, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(mia.api()
                        .send("GET", "/storefront/v1/teams/" + team + "/chain", null, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(store.owner()
                        .send("GET", "/api/v1/teams/" + team + "/chain", null, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(store.owner()
                        .send("GET", "/storefront/v1/teams/" + team + "/members", null, Map.of())
                        .status())
                .as("an owner's key is neither")
                .isEqualTo(403);
    }

    /** Clients that leave, or never read, hold nobody else up; the others still receive the change. */
    @ParameterizedTest
    @EnumSource
    void watchersThatLeaveDoNotDisturbOthers(OnDatabase database) {
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaign(GROUP_PRICE, 3, Duration.ofHours(1), Duration.ofMinutes(15));
        String team = store.aBuyer("Mia").opens(campaign).getString("team");
        String progress = "/storefront/v1/teams/" + team + "/progress";
        for (int i = 0; i < 20; i++) {
            EventStream.open(store.storefront(), database.server(), progress, null)
                    .close();
        }
        try (EventStream stream = EventStream.open(store.storefront(), database.server(), progress, null)) {
            EventStream.Event present = stream.next(PATIENCE);
            store.aBuyer("Noah").joins(team);
            EventStream.Event joined = stream.next(PATIENCE);
            assertThat(joined.data().getInt("placesLeft"))
                    .isEqualTo(present.data().getInt("placesLeft") - 1);
            store.owner().post("/api/v1/teams/" + team + "/cancellation", null);
            EventStream.Event end = Await.until("the end", PATIENCE, () -> stream.next(PATIENCE), event -> event.name()
                    .equals("end"));
            assertThat(end.data().getString("state")).isEqualTo("FAILED");
        }
    }
}
