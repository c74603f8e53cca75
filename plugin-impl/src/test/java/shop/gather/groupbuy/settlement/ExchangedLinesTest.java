package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.facts.OrderFacts;

/**
 * What becomes of a paid place, group price 10.00, whose article the shop exchanges for green tea, by the campaign's
 * terms.
 */
class ExchangedLinesTest {

    @OnBothDatabases
    void aCampaignThatDoesNotAllowItWithdrawsThePlaceAndItsMoneyGoesBack(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.WITHDRAW);
        place.asked("cancel-order:" + place.id());
        place.read(tea().exchange("l1", "green-tea"));
        assertThat(place.state()).isEqualTo(State.WITHDRAWN);
        assertThat(place.row().reason()).isEqualTo("line-exchanged");
        assertThat(place.commands()).containsOnlyKeys("cancel-order:" + place.id());
        assertThat(place.tasks()).isEmpty();
        assertThat(place.events("participation.withdrawn")).isEqualTo(1);
    }

    @OnBothDatabases
    void ofAnOrderWithOtherArticlesOnlyTheExchangedLineIsCancelledAndGivenBack(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.WITHDRAW);
        AnyOrder order =
                inEuro().article("green-tea", 1, 1_000).article("mug", 1, 500).captured(1_500);
        place.asked("cancel-line:" + place.id());
        place.read(order);
        assertThat(place.commands()).containsOnlyKeys("cancel-line:" + place.id());
        place.done("cancel-line:" + place.id(), 0);
        place.asked("refund:" + place.id() + ":p1");
        place.read(order.cancel("l1", "1"));
        place.done("refund:" + place.id() + ":p1", 0);
        place.read(order.refund(1_000));
        assertThat(place.commands()).containsOnlyKeys("cancel-line:" + place.id(), "refund:" + place.id() + ":p1");
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void aShopThatDoesNotCancelItLeavesATask(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.WITHDRAW);
        place.refused("cancel-order:" + place.id());
        place.read(tea().exchange("l1", "green-tea"));
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("order-to-cancel");
        place.read(tea().exchange("l1", "green-tea").cancelled());
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void anotherVariantOfTheProductKeepsThePlace(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.KEEP);
        AnyOrder exchanged = tea().exchange("l1", "green-tea");
        place.read(exchanged);
        assertThat(place.state()).as("until the shop has told the product").isEqualTo(State.PAID);
        assertThat(place.asked()).containsExactly("green-tea");
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.message())
                .contains("Gather asks the shop"));
        place.told("green-tea", "teas");
        place.read(exchanged);
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(place.tasks()).isEmpty();
        place.succeed();
        place.asked("capture:" + place.id() + ":p1");
        place.read(exchanged);
        assertThat(place.state()).isEqualTo(State.CONFIRMED);
        assertThat(place.commands()).as("its money is taken").containsOnlyKeys("capture:" + place.id() + ":p1");
        assertThat(place.teamLines(exchanged)).singleElement().satisfies(line -> assertThat(line.lineId())
                .isEqualTo("l1"));
    }

    @OnBothDatabases
    void aVariantThatIsAddedForACancelledLineKeepsThePlace(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.KEEP);
        AnyOrder order = tea().cancel("l1", "1").article("green-tea", 1, 1_000);
        place.read(order);
        place.told("green-tea", "teas");
        place.read(order);
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void theArticleOfAnotherProductDoesNotKeepThePlace(StoreDatabase database) {
        for (String product : new String[] {"coffees", null}) {
            PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.KEEP);
            place.asked("cancel-order:" + place.id());
            place.read(tea().exchange("l1", "coffee"));
            place.told("coffee", product);
            place.read(tea().exchange("l1", "coffee"));
            assertThat(place.state()).isEqualTo(State.WITHDRAWN);
            assertThat(place.tasks()).isEmpty();
        }
    }

    @OnBothDatabases
    void aVariantBelowTheGroupPriceDoesNotKeepThePlace(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.KEEP);
        place.asked("cancel-order:" + place.id());
        AnyOrder cheaper = inEuro().article("green-tea", 1, 999).authorized(1_000);
        place.read(cheaper);
        place.told("green-tea", "teas");
        place.read(cheaper);
        assertThat(place.state()).isEqualTo(State.WITHDRAWN);
    }

    @OnBothDatabases
    void anArticleThatIsTakenOutAltogetherIsATaskWhileItsMoneyIsThere(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.WITHDRAW);
        place.read(tea().article("mug", 1, 1_000).without("l1"));
        assertThat(place.state()).isEqualTo(State.WITHDRAWN);
        assertThat(place.commands()).isEmpty();
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("line-exchanged");
    }

    @OnBothDatabases
    void anExchangeAfterSuccessIsTheOwnersDecision(StoreDatabase database) {
        PlacesOnDatabase place = paid(database, PriceBy.OFFER, Exchanges.WITHDRAW);
        place.succeed();
        place.read(tea().exchange("l1", "green-tea"));
        assertThat(place.state()).isEqualTo(State.CONFIRMED);
        assertThat(place.commands()).isEmpty();
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("line-exchanged");
    }

    @OnBothDatabases
    void aDearerVariantMakesTheRebateNoHigher(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.CONFIRMED)
                .held()
                .exchanging(Exchanges.KEEP);
        place.read(inEuro().article("tea", 1, 1_299).captured(1_299));
        AnyOrder dearer = inEuro().article("green-tea", 1, 2_000).captured(2_000);
        place.read(dearer);
        place.told("green-tea", "teas");
        place.read(dearer);
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(place.row().rebate()).isEqualTo(299);
        assertThat(OrderFacts.of(dearer.snapshot()).paid()).isTrue();
    }

    private static PlacesOnDatabase paid(StoreDatabase database, PriceBy by, Exchanges exchanges) {
        PlacesOnDatabase place =
                new PlacesOnDatabase(database, by, State.CONFIRMED).held().exchanging(exchanges);
        place.read(tea());
        assertThat(place.state()).isEqualTo(State.PAID);
        return place;
    }

    private static AnyOrder tea() {
        return inEuro().article("tea", 1, 1_000).authorized(1_000);
    }
}
