package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Detour;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * A server that was stopped and started again goes on where it was, with those who were logged in; but not at another
 * shop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestartContract {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money TEN = Money.of(CurrencyUnit.EUR, 10);
    private static final List<String> LISTS = List.of(
            "campaigns",
            "leaders",
            "members",
            "communities",
            "group-links",
            "commission-plans",
            "commissions",
            "attributions",
            "keys",
            "audit-entries",
            "ledger/trial-balance");

    private GatherServer server;
    private Store store;
    private Buyer first;
    private Buyer second;
    private JsonObject team;
    private JsonObject link;
    private ShopDriver.PlacedOrder order;
    private List<String> before;

    private SampleShopDriver connectedShop;
    private SampleShopDriver wrongShop;
    private Detour detour;
    private Store moved;
    private String movedTeam;
    private ShopDriver.PlacedOrder movedOrder;

    abstract GatherServer start(Map<String, String> settings);

    @BeforeAll
    void stopAndStart() {
        server = start(Map.of("gather.poll-interval", "PT1H"));
        beginATeam();
        beginATeamThroughTheDetour();
        before = seen();
        server.stop();
        wrongShop = Shared.aShop();
        detour.leadTo(wrongShop);
        server.start();
    }

    @AfterAll
    void close() {
        server.close();
        detour.close();
    }

    private void beginATeam() {
        store = Shared.aStore(server);
        store.aCommissionPlan("8", "2", Duration.ofDays(1));
        Leader leader = store.aLeader("Lea");
        link = leader.aLink();
        String campaign = store.aCampaign(TEN, 2, Duration.ofHours(24), Duration.ofHours(2));
        first = store.aBuyer("Mia", leader.clicked(link));
        second = store.aBuyer("Noah", leader.clicked(link));
        team = first.opens(campaign);
        order = first.paysFor(team);
        first.awaitPlace(team.getString("id"), "PAID", PATIENCE);
        Await.until(
                "the attribution",
                PATIENCE,
                () -> store.owner().get("/api/v1/attributions").getJsonArray("items"),
                items -> !items.isEmpty());
        // Clicks are counted together and written a little later.
        Await.until(
                "both clicks",
                PATIENCE,
                () -> store.owner()
                        .get("/api/v1/group-links")
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class),
                links -> links.stream()
                        .anyMatch(each ->
                                each.getString("code").equals(link.getString("code")) && each.getInt("clicks") == 2));
    }

    private void beginATeamThroughTheDetour() {
        connectedShop = Shared.aShop();
        detour = new Detour(connectedShop);
        moved = Store.created(server, connectedShop);
        moved.owner().put("/api/v1/connection", moved.connection(detour.settings(), "EUR"));
        connectedShop.notifyTo(moved.hook(server));
        Buyer buyer = moved.aBuyer("Olga");
        JsonObject place = buyer.opens(moved.aCampaign(TEN, 2, Duration.ofHours(24), Duration.ofHours(2)));
        movedTeam = place.getString("team");
        movedOrder = buyer.paysFor(place);
        buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
    }

    @Test
    void whatWasThereIsThere() {
        assertThat(seen()).isEqualTo(before);
        Leader.click(Api.of(server.address(), null).send("GET", "/l/" + link.getString("code"), null, Map.of()));
    }

    @Test
    void aTeamGoesOnWithThoseWhoWereLoggedIn() {
        JsonObject place = second.joins(team.getString("team"));
        ShopDriver.PlacedOrder last = second.paysFor(place);
        store.awaitTeam(team.getString("team"), "SUCCEEDED", PATIENCE);
        for (ShopDriver.PlacedOrder each : List.of(order, last)) {
            Await.until(
                    "the capture of " + each.number(),
                    PATIENCE,
                    () -> store.shop().record(each.orderId()),
                    record -> record.captured().equals(each.total()));
            assertThat(store.shop().record(each.orderId()).captures()).isEqualTo(1);
        }
        first.awaitPlace(team.getString("id"), "CONFIRMED", PATIENCE);
    }

    @Test
    void aStoreWhoseAddressLeadsToAnotherShopDoesNothing() {
        Map<String, Integer> there = wrongShop.commandCounts();
        moved.owner().send("POST", "/api/v1/teams/" + movedTeam + "/cancellation", null, Map.of());
        // Before it decides anything the server asks the shop for last payments, and each time finds another shop.
        Await.until("the address to be tried again and again", PATIENCE, detour::calls, calls -> calls >= 2);
        assertThat(wrongShop.commandCounts()).isEqualTo(there);
        assertThat(connectedShop.record(movedOrder.orderId()).cancelled()).isFalse();
        Await.until(
                "its owner to see why",
                PATIENCE,
                () -> moved.owner().get("/api/v1/connection").getString("problem", ""),
                problem -> problem.contains("The shop at the connected address is not the one"));

        detour.leadTo(connectedShop);
        Await.until(
                "the order to be cancelled where it was placed",
                PATIENCE,
                () -> connectedShop.record(movedOrder.orderId()),
                ShopDriver.Record::cancelled);
        assertThat(wrongShop.commandCounts()).isEqualTo(there);
    }

    private List<String> seen() {
        return Stream.concat(
                        LISTS.stream().map(list -> "/api/v1/" + list),
                        Stream.of("/api/v1/teams/" + team.getString("team")))
                .map(path -> store.owner().send("GET", path, null, Map.of()).body())
                .toList();
    }
}
