package shop.gather.groupbuy.fulfilment.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.settlement.PlacesOnDatabase;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.platform.Ids;
import shop.gather.platform.work.SchedulingWithoutServer;

/** A buyer who has ordered half a kilo at 10.00, and what was delivered. */
class DeliveriesTest {

    private static final CampaignTerms BY_WEIGHT =
            SomeTerms.team("EUR 10.00", 2).with(new DeliveryPolicy.ByWeight(500, null));

    private PlacesOnDatabase places;
    private AnyOrder order;

    private void aConfirmedPlace(StoreDatabase shared, PriceBy by, CampaignTerms terms, long paid) {
        StoreDatabase node = shared.anotherNode();
        SchedulingWithoutServer.on(node);
        places = new PlacesOnDatabase(node, by, State.CONFIRMED).on(terms);
        order = AnyOrder.inEuro().article("tea", 1, paid).captured(paid);
        places.read(order);
    }

    private List<String> deliver(DeliveryRequest.Item... items) {
        return deliver(places.row().campaign(), items);
    }

    private List<String> deliver(CampaignId campaign, DeliveryRequest.Item... items) {
        StoreDatabase database = places.database();
        return database
                .bean(Deliveries.class)
                .record(
                        database.store(),
                        "owner:test",
                        campaign,
                        places.terms(),
                        new DeliveryRequest(Arrays.asList(items)))
                .results()
                .stream()
                .map(DeliveryResults.Result::outcome)
                .toList();
    }

    private DeliveryRequest.Item grams(long grams) {
        return new DeliveryRequest.Item(places.id().toString(), grams, null);
    }

    private String key() {
        return "short-delivery:" + places.id() + ":p1";
    }

    @OnBothDatabases
    void whatWasNotDeliveredIsRefundedOnce(StoreDatabase shared) {
        aConfirmedPlace(shared, PriceBy.OFFER, BY_WEIGHT, 1_000);
        assertThat(places.commands()).isEmpty();
        assertThat(deliver(grams(470), grams(470))).containsExactly("recorded", "unchanged");
        places.read(order);
        places.read(order);
        assertThat(places.commands()).containsOnlyKeys(key());
        assertThat(places.commands().get(key())).contains("\"amount\":60");

        places.carriedOut(key());
        order.refundAs(key(), 60);
        places.read(order);
        assertThat(places.row().rebate()).isEqualTo(60);
        assertThat(places.row().rebateOpen()).isZero();
        assertThat(places.state()).isEqualTo(State.CONFIRMED);
        assertThat(places.tasks()).isEmpty();
        assertThat(deliver(grams(460))).containsExactly("recorded-before");
    }

    @OnBothDatabases
    void aRebateIsRefundedBeforeAndTheRestAfterwards(StoreDatabase shared) {
        aConfirmedPlace(shared, PriceBy.REBATE, BY_WEIGHT, 1_299);
        String rebate = "rebate:" + places.id() + ":p1";
        assertThat(places.commands()).containsOnlyKeys(rebate);
        assertThat(deliver(grams(470))).containsExactly("refund-under-way");

        places.carriedOut(rebate);
        order.refundAs(rebate, 299);
        places.read(order);
        assertThat(deliver(grams(470))).containsExactly("recorded");
        places.read(order);
        assertThat(places.commands().get(key())).contains("\"amount\":60");
        assertThat(places.row().rebate()).isEqualTo(359);
        assertThat(places.row().rebateOpen()).isEqualTo(60);
    }

    @OnBothDatabases
    void moreThanWasOrderedCostsNothing(StoreDatabase shared) {
        aConfirmedPlace(shared, PriceBy.OFFER, BY_WEIGHT, 1_000);
        assertThat(deliver(grams(601), grams(600))).containsExactly("too-much", "recorded");
        places.read(order);
        assertThat(places.commands()).isEmpty();
    }

    @OnBothDatabases
    void muchLessMustBeConfirmed(StoreDatabase shared) {
        aConfirmedPlace(shared, PriceBy.OFFER, BY_WEIGHT, 1_000);
        assertThat(deliver(grams(249))).containsExactly("too-little");
        assertThat(deliver(new DeliveryRequest.Item(places.id().toString(), 0L, true)))
                .containsExactly("recorded");
        places.read(order);
        assertThat(places.commands().get(key())).contains("\"amount\":1000");

        places.carriedOut(key());
        order.refundAs(key(), 1_000);
        places.read(order);
        assertThat(places.state())
                .as("nothing was delivered, and all was returned")
                .isEqualTo(State.RETURNED);
        assertThat(places.tasks()).isEmpty();
        assertThat(places.commands()).containsOnlyKeys(key());
    }

    @OnBothDatabases
    void onlyConfirmedPlacesOfTheCampaignThatAreMeasuredCount(StoreDatabase shared) {
        aConfirmedPlace(shared, PriceBy.OFFER, BY_WEIGHT, 1_000);
        assertThat(deliver(new CampaignId(Ids.next()), grams(470))).containsExactly("unknown-place");
        assertThat(deliver(
                        new DeliveryRequest.Item("no id", 470L, null),
                        new DeliveryRequest.Item(new ParticipationId(Ids.next()).toString(), 470L, null)))
                .containsExactly("unknown-place", "unknown-place");
        places.endTeam();
        assertThat(deliver(grams(470))).containsExactly("not-confirmed");

        aConfirmedPlace(shared, PriceBy.OFFER, SomeTerms.team("EUR 10.00", 2), 1_000);
        assertThat(deliver(grams(1))).containsExactly("not-measured");
    }

    @OnBothDatabases
    void aShopThatCannotRefundLeavesATask(StoreDatabase shared) {
        aConfirmedPlace(shared, PriceBy.OFFER, BY_WEIGHT, 1_000);
        deliver(grams(470));
        places.read(order);
        places.hasRefused(key());
        places.read(order);
        assertThat(places.tasks()).singleElement().satisfies(task -> assertThat(task.message())
                .contains("EUR 0.60")
                .contains("Less was delivered"));
        order.refund(60);
        places.read(order);
        assertThat(places.tasks()).isEmpty();
    }
}
