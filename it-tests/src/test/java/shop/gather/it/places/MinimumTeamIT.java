package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
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

/** Teams that succeed at their deadline with a minimum of paid places. */
class MinimumTeamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");

    /** Long enough for two buyers to pay on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void twoOfFiveAreEnoughAtTheDeadline(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaignOf(Store.groupPrice(GROUP_PRICE), Store.minimumTeam(2, 5, SHORT));
        Buyer mia = store.aBuyer("Mia");
        JsonObject miasPlace = mia.opens(campaign);
        String team = miasPlace.getString("team");
        PlacedOrder miasOrder = mia.paysFor(miasPlace, 0, Payment.AUTHORIZE);
        Buyer noah = store.aBuyer("Noah");
        JsonObject noahsPlace = noah.joins(team);
        noah.paysFor(noahsPlace, 0, Payment.AUTHORIZE);
        Buyer undecided = store.aBuyer("Ole");
        JsonObject unpaid = undecided.joins(team);
        mia.awaitPlace(miasPlace.getString("id"), "PAID", PATIENCE);
        noah.awaitPlace(noahsPlace.getString("id"), "PAID", PATIENCE);
        assertThat(store.teamState(team)).as("it waits for more").isEqualTo("OPEN");

        store.awaitTeam(team, "SUCCEEDED", PATIENCE);

        mia.awaitPlace(miasPlace.getString("id"), "CONFIRMED", PATIENCE);
        noah.awaitPlace(noahsPlace.getString("id"), "CONFIRMED", PATIENCE);
        assertThat(undecided
                        .awaitPlace(unpaid.getString("id"), "EXPIRED", PATIENCE)
                        .getString("reason"))
                .isEqualTo("hold-ended-without-payment");
        Await.until(
                "the payment to be captured",
                PATIENCE,
                () -> shop.record(miasOrder.orderId()).captured(),
                miasOrder.total()::equals);
        TeamOfPlaces.of(store, team).mustAddUp();
    }

    @Test
    void aPolicyThatIsNotAcceptableIsRefusedWithTheFieldThatIsWrong() {
        Store store = Store.connected(Shared.h2(), Shared.aShop());
        JsonObject simple = store.campaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject both = Json.createObjectBuilder(simple)
                .add("teamPolicy", Store.minimumTeam(1, 2, SHORT))
                .build();
        refused(store, both, "Send either teamSize and teamDuration, or teamPolicy.");
        JsonObject unknown = Json.createObjectBuilder(simple)
                .remove("groupPrice")
                .add("pricePolicy", Json.createObjectBuilder().add("policy", "lottery"))
                .build();
        refused(store, unknown, "pricePolicy.policy must be one of");
    }

    private static void refused(Store store, JsonObject plan, String detail) {
        Api.Answer answer = store.owner()
                .send("POST", "/api/v1/campaigns", plan.toString(), Map.of("Idempotency-Key", detail.substring(0, 20)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(detail);
    }
}
