package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
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
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Who may take a place, how many units a campaign sells, and teams that their owner accepts as they are. */
class WhoAndHowManyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");

    private static Store aStore(OnDatabase database) {
        return Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
    }

    /** A published campaign of teams of two, with one more policy. */
    private static String aCampaign(Store store, String field, JsonObject policy) {
        JsonObject simple = store.campaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject plan = Json.createObjectBuilder(simple).add(field, policy).build();
        JsonObject draft = store.owner().post("/api/v1/campaigns", plan);
        assertThat(draft.getJsonObject(field)).isEqualTo(policy);
        return store.publish(draft.getString("id"));
    }

    private static JsonObject policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind).build();
    }

    private static JsonObject units(int units) {
        return Json.createObjectBuilder()
                .add("policy", "campaign-stock")
                .add("units", units)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aCustomerBringsANewBuyer(OnDatabase database) {
        Store store = aStore(database);
        String campaign = aCampaign(store, "eligibilityPolicy", policy("new-buyers"));
        Buyer customer = store.aBuyer("Mia");
        Buyer another = store.aBuyer("Noah");
        String first = customer.opens(campaign).getString("team");
        another.paysFor(another.joins(first), 0, Payment.AUTHORIZE);

        // Noah has bought now: he may open a team, but not join another one.
        String second = store.aBuyer("Ole").opens(campaign).getString("team");
        Api.Answer refused = Await.until(
                "the shop to list the order",
                PATIENCE,
                () -> another.triesToJoin(second),
                answer -> answer.status() == 403);
        assertThat(refused.problem()).isEqualTo("not-eligible");
        assertThat(store.aBuyer("Pia").joins(second).getString("state")).isEqualTo("HELD");
    }

    @ParameterizedTest
    @EnumSource
    void noMoreTeamsAreOpenedThanThereAreUnitsFor(OnDatabase database) {
        Store store = aStore(database);
        Store neighbour = aStore(database);
        String campaign = aCampaign(store, "stockPolicy", units(5));
        assertThat(unitsLeft(store, campaign)).isEqualTo(5);
        String first = store.aBuyer("Mia").opens(campaign).getString("team");
        store.aBuyer("Noah").opens(campaign);
        assertThat(unitsLeft(store, campaign)).isEqualTo(1);
        Api.Answer soldOut = store.aBuyer("Ole")
                .api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        null,
                        Map.of("Idempotency-Key", "one-more"));
        assertThat(soldOut.status()).isEqualTo(409);
        assertThat(soldOut.problem()).isEqualTo("sold-out");
        assertThat(store.aBuyer("Pia").joins(first).getString("state")).isEqualTo("HELD");

        store.owner().send("POST", "/api/v1/teams/" + first + "/cancellation", null, Map.of());
        assertThat(unitsLeft(store, campaign))
                .as("the team gave its units back")
                .isEqualTo(3);
        store.aBuyer("Quin").opens(campaign);
        assertThat(unitsLeft(store, campaign)).isEqualTo(1);

        String theirs = aCampaign(neighbour, "stockPolicy", units(5));
        assertThat(unitsLeft(neighbour, theirs)).isEqualTo(5);
    }

    private static int unitsLeft(Store store, String campaign) {
        return store.storefront().get("/storefront/v1/campaigns/" + campaign).getInt("unitsLeft");
    }

    @ParameterizedTest
    @EnumSource
    void theOwnerAcceptsATeamThatIsShort(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaign(GROUP_PRICE, 5, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer mia = store.aBuyer("Mia");
        JsonObject place = mia.opens(campaign);
        String team = place.getString("team");
        assertThat(accept(store, team).problem()).as("nobody has paid").isEqualTo("conflict");
        PlacedOrder order = mia.paysFor(place, 0, Payment.AUTHORIZE);
        JsonObject unpaid = store.aBuyer("Noah").joins(team);
        mia.awaitPlace(place.getString("id"), "PAID", PATIENCE);

        for (int time = 0; time < 2; time++) {
            assertThat(accept(store, team).status()).as("repeated").isEqualTo(200);
        }
        JsonObject ended = store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        assertThat(ended.getJsonObject("team").getInt("paid")).isEqualTo(1);
        mia.awaitPlace(place.getString("id"), "CONFIRMED", PATIENCE);
        assertThat(unpaid.getString("state")).isEqualTo("HELD");
        Await.until(
                "the payment to be captured",
                PATIENCE,
                () -> shop.record(order.orderId()).captured(),
                order.total()::equals);
        TeamOfPlaces.of(store, team).mustAddUp();
        assertThat(accept(store, team).status()).as("it has succeeded").isEqualTo(200);
    }

    private static Api.Answer accept(Store store, String team) {
        return store.owner().send("POST", "/api/v1/teams/" + team + "/acceptance", null, Map.of());
    }
}
