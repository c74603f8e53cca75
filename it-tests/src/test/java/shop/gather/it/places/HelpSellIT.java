package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Lena offers the owner's campaign at 10.00 in her community, and adds a mark-up of 1.00 to the price. */
class HelpSellIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String RESALES = "/storefront/v1/me/resales";
    private static final Money PRICE = Money.parse("EUR 10.00");
    private static final Money MARK_UP = Money.parse("EUR 1.00");

    private SampleShopDriver shop;
    private Store store;
    private Leader lena;
    private String community;
    private String original;

    private void aLeaderOn(OnDatabase database, SampleShopTerms terms) {
        shop = Shared.aShop(terms);
        store = Store.connected(database.server(), shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        lena = store.aLeader("Lena");
        community = communityOf(lena);
        original = store.publish(
                store.owner().post("/api/v1/campaigns", resellable()).getString("id"));
    }

    private JsonObject resellable() {
        JsonObject plan = store.campaign(PRICE, 2, Duration.ofHours(24), Duration.ofMinutes(15));
        return Json.createObjectBuilder(plan)
                .add(
                        "resalePolicy",
                        Json.createObjectBuilder().add("policy", "by-leaders").add("mostMarkUp", Store.amount(MARK_UP)))
                .build();
    }

    private static String communityOf(Leader leader) {
        return leader.api()
                .get("/storefront/v1/communities")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    private JsonObject wish(String campaign, Money markUp) {
        return Json.createObjectBuilder()
                .add("campaignId", campaign)
                .add("communityId", community)
                .add("markUp", Store.amount(markUp))
                .build();
    }

    private Api.Answer tries(Leader leader, String campaign, Money markUp) {
        return leader.api()
                .send(
                        "POST",
                        RESALES,
                        wish(campaign, markUp).toString(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** The id of the campaign that Lena offers, once the shop has taken its price. */
    private String offered() {
        String id = lena.api().post(RESALES, wish(original, MARK_UP)).getString("id");
        awaitState(id, "OPEN");
        return id;
    }

    private JsonObject awaitState(String resale, String state) {
        return Await.until(
                "the resale to be " + state,
                PATIENCE,
                () -> lena.api().get(RESALES + "/" + resale),
                seen -> seen.getString("state").equals(state));
    }

    private Buyer aMember(String name) {
        return store.aBuyer(name, lena.clicked(lena.aLink()));
    }

    /** The orders of two members who fill a team of the campaign. */
    private List<PlacedOrder> aTeamOf(String campaign) {
        Buyer mia = aMember("Mia");
        Buyer noah = aMember("Noah");
        JsonObject miasPlace = mia.opens(campaign);
        JsonObject noahsPlace = noah.joins(miasPlace.getString("team"));
        List<PlacedOrder> orders =
                List.of(mia.paysFor(miasPlace, 0, Payment.AT_ONCE), noah.paysFor(noahsPlace, 0, Payment.AUTHORIZE));
        store.awaitTeam(miasPlace.getString("team"), "SUCCEEDED", PATIENCE);
        return orders;
    }

    private String pending() {
        return lena.balances().getJsonArray("balances").getValuesAs(JsonObject.class).stream()
                .map(balance -> balance.getJsonObject("pending").getString("amount"))
                .findFirst()
                .orElse("0.00");
    }

    private void awaitPending(Money amount) {
        Await.until(
                amount + " to be pending",
                PATIENCE,
                this::pending,
                amount.getAmount().toPlainString()::equals);
    }

    private Money earned(String resale) {
        return Store.money(lena.api().get(RESALES + "/" + resale).getJsonObject("earned"));
    }

    private static Money percent(Money amount, int percent) {
        return amount.multipliedBy(BigDecimal.valueOf(percent, 2), RoundingMode.DOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderEarnsHerMarkUpOfWhatBuyersHavePaidAndKept(OnDatabase database) {
        aLeaderOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        String resale = offered();
        JsonObject seen = store.storefront().get("/storefront/v1/campaigns/" + resale);
        assertThat(Store.money(seen.getJsonObject("groupPrice"))).isEqualTo(PRICE.plus(MARK_UP));
        JsonObject policy = seen.getJsonObject("resalePolicy");
        assertThat(policy.getString("leaderId")).isEqualTo(lena.id());
        assertThat(Store.money(policy.getJsonObject("markUp"))).isEqualTo(MARK_UP);

        List<PlacedOrder> orders = aTeamOf(resale);
        Money expected = Money.zero(CurrencyUnit.EUR);
        for (PlacedOrder order : orders) {
            Money line =
                    shop.record(order.orderId()).lineNet().values().iterator().next();
            Money markUp = line.multipliedBy(MARK_UP.getAmount(), RoundingMode.UNNECESSARY)
                    .dividedBy(PRICE.plus(MARK_UP).getAmount(), RoundingMode.DOWN);
            // The ordinary commission is computed from the rest.
            expected = expected.plus(markUp).plus(percent(line.minus(markUp), 8));
        }
        assertThat(expected).isEqualTo(Money.parse("EUR 3.02"));
        awaitPending(expected);
        assertThat(earned(resale)).isEqualTo(Money.parse("EUR 1.68"));

        shop.refund(orders.get(0).orderId(), orders.get(0).total());
        awaitPending(Money.parse("EUR 1.51"));
        assertThat(earned(resale)).isEqualTo(Money.parse("EUR 0.84"));
        List<JsonObject> statement = lena.api()
                .get("/storefront/v1/me/statement")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
        assertThat(statement)
                .filteredOn(line -> line.getString("kind").equals("mark-up"))
                .hasSize(3)
                .extracting(line -> line.getString("memo"))
                .contains(
                        "Mark-up on order " + orders.get(0).number() + ": EUR 0.84 without tax",
                        "Mark-up on order " + orders.get(0).number() + ", now EUR 0.00 without tax");
        assertThat(store.owner().get("/api/v1/ledger/verification").getBoolean("agrees"))
                .isTrue();
    }

    /** Buyers pay the shop's 12.99 at the checkout, and end at the price with the mark-up. */
    @ParameterizedTest
    @EnumSource
    void atAShopWithoutGroupPricesTheMarkUpIsTheSame(OnDatabase database) {
        aLeaderOn(database, SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers"));
        String resale = offered();

        List<PlacedOrder> orders = aTeamOf(resale);

        for (PlacedOrder order : orders) {
            Await.until(
                    "the difference to be refunded",
                    PATIENCE,
                    () -> shop.record(order.orderId()).refunded(),
                    Money.parse("EUR 1.99")::equals);
        }
        Await.until("both mark-ups", PATIENCE, () -> earned(resale), Money.parse("EUR 1.68")::equals);
        awaitPending(Money.parse("EUR 3.02"));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOwnerOrTheCommunityDoesNotPermitIsRefused(OnDatabase database) {
        aLeaderOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        assertThat(tries(lena, original, Money.parse("EUR 1.01")).problem()).isEqualTo("invalid-value");
        Leader otto = store.aLeader("Otto");
        assertThat(tries(otto, original, MARK_UP).problem())
                .as("the community of another leader")
                .isEqualTo("not-found");
        String resale = offered();
        assertThat(tries(lena, original, MARK_UP).problem()).isEqualTo("already-exists");
        assertThat(tries(lena, resale, MARK_UP).problem()).as("one level only").isEqualTo("conflict");
        Api.Answer stranger = store.aBuyer("Zoe")
                .api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + resale + "/teams",
                        null,
                        Map.of("Idempotency-Key", "stranger"));
        assertThat(stranger.problem()).isEqualTo("not-eligible");
        assertThat(otto.api()
                        .send("GET", RESALES + "/" + resale, null, Map.of())
                        .problem())
                .isEqualTo("not-found");
        assertThat(otto.api()
                        .send("POST", RESALES + "/" + resale + "/closure", null, Map.of())
                        .problem())
                .isEqualTo("not-found");

        Store other = Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
        String list = "/api/v1/campaigns/" + original + "/resales";
        assertThat(store.owner().get(list).getJsonArray("items")).hasSize(1);
        assertThat(other.owner().send("GET", list, null, Map.of()).problem()).isEqualTo("not-found");
    }

    /** Her first answer was lost. */
    @ParameterizedTest
    @EnumSource
    void aRepeatedRequestGetsItsFirstAnswerAlsoAfterTheOriginalWasClosed(OnDatabase database) {
        aLeaderOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        String key = UUID.randomUUID().toString();
        JsonObject first = lena.api().post(RESALES, wish(original, MARK_UP), key);
        store.owner().post("/api/v1/campaigns/" + original + "/closure", JsonValue.EMPTY_JSON_OBJECT);

        assertThat(lena.api().post(RESALES, wish(original, MARK_UP), key)).isEqualTo(first);
        assertThat(tries(lena, original, MARK_UP).problem())
                .as("another request")
                .isEqualTo("not-found");
    }

    @ParameterizedTest
    @EnumSource
    void aResaleEndsWithTheOriginal(OnDatabase database) {
        aLeaderOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        String resale = offered();

        store.owner().post("/api/v1/campaigns/" + original + "/closure", JsonValue.EMPTY_JSON_OBJECT);

        assertThat(awaitState(resale, "CLOSED").getString("ending")).isEqualTo("ORIGINAL_CLOSED");
        assertThat(store.owner().get("/api/v1/campaigns/" + resale).getString("state"))
                .isEqualTo("CLOSED");
        assertThat(tries(lena, original, MARK_UP).problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @EnumSource
    void aResaleEndsWhenItsLeaderClosesItOrIsSuspended(OnDatabase database) {
        aLeaderOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        String first = offered();
        lena.api().post(RESALES + "/" + first + "/closure", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(awaitState(first, "CLOSED").getString("ending")).isEqualTo("BY_LEADER");
        String second = offered();

        store.owner()
                .post(
                        "/api/v1/leaders/" + lena.id() + "/suspension",
                        Json.createObjectBuilder().add("reason", "Spam.").build());

        assertThat(awaitState(second, "CLOSED").getString("ending")).isEqualTo("LEADER_SUSPENDED");
        assertThat(tries(lena, original, MARK_UP).problem()).isEqualTo("forbidden");
    }
}
