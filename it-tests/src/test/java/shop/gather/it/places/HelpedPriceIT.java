package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A buyer pays 10.00 at the checkout; three friends lower the price by 1.67, 1.67 and 1.66; by the shop's records. */
class HelpedPriceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
    private Store store;
    private String campaign;
    private Buyer mia;
    private JsonObject place;
    private String team;
    private PlacedOrder order;

    private static Stream<Arguments> databasesAndPayments() {
        return Stream.of(OnDatabase.values()).flatMap(database -> Stream.of(Payment.AUTHORIZE, Payment.AT_ONCE)
                .map(payment -> Arguments.of(database, payment)));
    }

    private void miaHasPaid(OnDatabase database, Payment payment) {
        store = Store.connected(database.server(), shop);
        campaign = aHelpedCampaign(store);
        mia = store.aBuyer("Mia");
        place = mia.opens(campaign);
        team = place.getString("team");
        JsonObject price = mia.admitted(place).getJsonObject("price");
        assertThat(Store.money(price.getJsonObject("payNow"))).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(Store.money(price.getJsonObject("comesBackAtMost"))).isEqualTo(Money.parse("EUR 5.00"));
        order = mia.paysFor(place, 0, payment);
        mia.awaitPlace(place.getString("id"), "PAID", PATIENCE);
    }

    private static String aHelpedCampaign(Store store) {
        return store.aCampaignOf(Store.helpedPrice("EUR 10.00", "EUR 5.00", 3), Store.aloneFor("PT24H"));
    }

    private static Api.Answer helps(Buyer friend, String team) {
        return friend.api().send("POST", "/storefront/v1/teams/" + team + "/help", null, Map.of());
    }

    private static void mustBeRefused(Api.Answer answer, String problem) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    private JsonObject progress() {
        return store.storefront().get("/storefront/v1/teams/" + team);
    }

    private void refundedInTheEnd(String amount) {
        Await.until(
                amount + " of " + order.number() + " to be refunded",
                PATIENCE,
                () -> shop.record(order.orderId()),
                record -> record.refunded().equals(Money.parse(amount))
                        && record.captured().equals(order.total()));
        assertThat(shop.record(order.orderId()).refunds()).isEqualTo(1);
        mia.awaitPlace(place.getString("id"), "CONFIRMED", PATIENCE);
    }

    private List<String> told() {
        return mia.api().get("/storefront/v1/me/messages").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getString("kind"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("databasesAndPayments")
    void threeFriendsLowerThePriceToTheLowest(OnDatabase database, Payment payment) {
        miaHasPaid(database, payment);
        JsonObject shown = store.storefront().get("/storefront/v1/campaigns/" + campaign);
        assertThat(shown.getJsonArray("helpSteps").getValuesAs(JsonObject.class))
                .extracting(step -> step.getString("amount"))
                .containsExactly("1.67", "1.67", "1.66");

        Buyer noah = store.aBuyer("Noah");
        Api.Answer first = helps(noah, team);
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(Store.money(first.json().getJsonObject("worth"))).isEqualTo(Money.parse("EUR 1.67"));
        assertThat(helps(noah, team).json().getJsonObject("worth"))
                .as("repeated")
                .isEqualTo(first.json().getJsonObject("worth"));
        assertThat(Store.money(progress().getJsonObject("price"))).isEqualTo(Money.parse("EUR 8.33"));
        JsonObject help = progress().getJsonObject("help");
        assertThat(help.getInt("given")).isEqualTo(1);
        assertThat(help.getInt("most")).isEqualTo(3);
        assertThat(Store.money(help.getJsonObject("next"))).isEqualTo(Money.parse("EUR 1.67"));
        mustBeRefused(helps(mia, team), "own-team");

        assertThat(helps(store.aBuyer("Ole"), team).status()).isEqualTo(200);
        assertThat(helps(store.aBuyer("Pia"), team).status()).isEqualTo(200);
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        refundedInTheEnd("EUR 5.00");
        Await.until(
                "the messages to Mia",
                PATIENCE,
                this::told,
                told -> told.containsAll(List.of("help-wanted", "price-helped", "help-ended", "refund-sent")));
        assertThat(Store.money(progress().getJsonObject("price"))).isEqualTo(Money.parse("EUR 5.00"));
        mustBeRefused(helps(store.aBuyer("Zoe"), team), "all-helps-given");
        TeamOfPlaces.of(store, team).mustAddUp();
        assertThat(store.owner().get("/api/v1/ledger/verification").getBoolean("agrees"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whenTheOwnerEndsTheTeamTheHelpsSoFarCount(OnDatabase database) {
        miaHasPaid(database, Payment.AUTHORIZE);
        assertThat(helps(store.aBuyer("Noah"), team).status()).isEqualTo(200);
        store.owner().post("/api/v1/teams/" + team + "/acceptance", null);
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        mustBeRefused(helps(store.aBuyer("Ole"), team), "team-closed");
        refundedInTheEnd("EUR 1.67");
    }

    @ParameterizedTest
    @EnumSource
    void aMemberHelpsOneBuyerOfACampaignAndOnlyInTheOwnStore(OnDatabase database) {
        miaHasPaid(database, Payment.AT_ONCE);
        Buyer noah = store.aBuyer("Noah");
        Buyer ole = store.aBuyer("Ole");
        JsonObject oles = ole.opens(campaign);
        mustBeRefused(helps(noah, oles.getString("team")), "team-not-paid");
        ole.paysFor(oles, 0, Payment.AT_ONCE);
        ole.awaitPlace(oles.getString("id"), "PAID", PATIENCE);
        assertThat(helps(noah, team).status()).isEqualTo(200);
        mustBeRefused(helps(noah, oles.getString("team")), "already-helped");
        assertThat(helps(mia, oles.getString("team")).status())
                .as("buyers help each other")
                .isEqualTo(200);

        Store neighbour = Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
        assertThat(helps(neighbour.aBuyer("Noah"), team).status()).isEqualTo(404);
        assertThat(progress().getJsonObject("help").getInt("given")).isEqualTo(1);
        String plain = store.aCampaign(Money.parse("EUR 10.00"), 2, Duration.ofHours(1), Duration.ofMinutes(15));
        String others = store.aBuyer("Pia").opens(plain).getString("team");
        mustBeRefused(helps(noah, others), "conflict");
    }
}
