package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.adapter.sampleshop.SampleShopRefusal;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** A buyer who holds a place turns out to be another member. */
class MergedBuyersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void thePlaceGoesAlongAndIsPaidByTheSameCustomer(String database) {
        Store store = Shared.aStore(server(database));
        String campaign =
                store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer buyer = store.aBuyer("Ada");
        Buyer known = store.aBuyer("Ada Lovelace");
        JsonObject place = buyer.admitted(buyer.opens(campaign));
        JsonObject waiting = known.opens(
                store.aCampaign(Money.of(CurrencyUnit.EUR, 9), 3, Duration.ofHours(1), Duration.ofMinutes(15)));

        assertThat(merge(store, buyer, known).status()).isEqualTo(200);
        Buyer now = store.aBuyer(buyer.customer());
        assertThat(now.memberId()).isEqualTo(known.memberId());
        assertThat(now.api()
                        .get("/storefront/v1/me/participations")
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .extracting(each -> each.getString("id"))
                .containsExactlyInAnyOrder(place.getString("id"), waiting.getString("id"));

        now.paysFor(place);
        now.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        assertThat(store.owner().get("/api/v1/alarms").getJsonArray("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void twoPlacesInOneCampaignAreNotJoined(String database) {
        Store store = Shared.aStore(server(database));
        String campaign =
                store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer buyer = store.aBuyer("Ada");
        Buyer known = store.aBuyer("Ada Lovelace");
        JsonObject place = buyer.opens(campaign);
        known.opens(campaign);

        Api.Answer refused = merge(store, buyer, known);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(buyer.place(place.getString("id")).getString("state")).isEqualTo("HELD");
    }

    @Test
    void thePlaceStaysWhereTheCustomerStaysWhoWasAdmitted() {
        Store store = Shared.aStore(Shared.h2());
        String campaign =
                store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer buyer = store.aBuyer("Ada");
        Buyer second = store.aBuyer("Ada, again");
        Buyer other = store.aBuyer("Augusta");
        assertThat(merge(store, second, buyer).status()).isEqualTo(200);
        JsonObject place = buyer.admitted(buyer.opens(campaign));

        // The second account was another person's after all.
        assertThat(merge(store, second, other).status()).isEqualTo(200);
        Buyer again = store.aBuyer(buyer.customer());
        assertThat(again.memberId()).isEqualTo(buyer.memberId());
        again.paysFor(place);
        again.awaitPlace(place.getString("id"), "PAID", PATIENCE);
    }

    @Test
    void thePriceIsTakenBackFromTheCustomerWhoWasAdmitted() {
        SampleShopDriver shop = Shared.aShop();
        Store store = Store.connected(Shared.postgres(), shop);
        String campaign =
                store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer buyer = store.aBuyer("Ada");
        Buyer known = store.aBuyer("Ada Lovelace");
        JsonObject place = buyer.admitted(buyer.opens(campaign));
        assertThat(merge(store, buyer, known).status()).isEqualTo(200);
        Buyer now = store.aBuyer(buyer.customer());

        Api.Answer left =
                now.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());

        assertThat(left.status()).as(left.toString()).isEqualTo(204);
        Await.until(
                "the shop to have taken the price back",
                PATIENCE,
                shop::commandCounts,
                counts -> counts.containsKey("revoke"));
        assertThatThrownBy(() -> now.paysFor(place))
                .isInstanceOf(SampleShopRefusal.class)
                .hasMessageContaining("code-refused");
    }

    /** The shop cannot be told of a member who is nobody there any more: the place becomes free for others. */
    @Test
    void whoIsNoCustomerAnyMoreIsRefused() {
        SampleShopDriver shop = Shared.aShop();
        Store store = Store.connected(Shared.h2(), shop);
        String campaign =
                store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer buyer = store.aBuyer("Ada");
        shop.faults(SampleShopFaults.of("admit").failing(503));
        JsonObject place = buyer.opens(campaign);
        store.owner().post("/api/v1/members/" + buyer.memberId() + "/erasure", null);
        Buyer again = store.aBuyer(buyer.customer());
        assertThat(again.memberId()).isNotEqualTo(buyer.memberId());

        JsonObject refused = Await.until(
                "the place to be refused",
                PATIENCE,
                () -> store.team(place.getString("team")).getJsonArray("places").getJsonObject(0),
                view -> !view.getString("state").equals("HELD"));
        assertThat(refused.getString("state")).isEqualTo("REFUSED");
        assertThat(refused.getString("reason")).isEqualTo("no-longer-a-customer");
        assertThat(store.team(place.getString("team")).getJsonObject("team").getInt("held"))
                .isZero();
        assertThat(store.owner().get("/api/v1/alarms").getJsonArray("items")).isEmpty();
    }

    private static GatherServer server(String database) {
        return database.equals("h2") ? Shared.h2() : Shared.postgres();
    }

    private static Api.Answer merge(Store store, Buyer customer, Buyer into) {
        return store.joins(customer.customer().customerId(), into);
    }
}
