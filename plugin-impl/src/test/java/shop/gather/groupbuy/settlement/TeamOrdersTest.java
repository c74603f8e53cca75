package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.time.Duration;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.settlement.TeamOrders.TeamLine;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.platform.LeaderId;
import shop.gather.referral.commission.CreditedOrders;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** Commission of 10 % on orders whose lines pay for places, group price 10.00. */
class TeamOrdersTest {

    private PlacesOnDatabase place;
    private CreditedOrders orders;
    private LeaderId leader;

    private void aHeldPlace(StoreDatabase shared) {
        place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED).held();
        orders = new CreditedOrders(place.database(), 1_000, 0, Duration.ofDays(30));
        leader = place.database().leader();
        orders.credit(PlacesOnDatabase.ORDER, leader, null);
    }

    private void read(AnyOrder order) {
        place.read(order);
        orders.read(place.readOf(order));
    }

    private String pending() {
        return place.database().bean(Statements.class).balances(place.database().store(), PayeeId.of(leader)).stream()
                .map(balances -> balances.pending().amount())
                .findFirst()
                .orElse("none");
    }

    @OnBothDatabases
    void ofOneArticleOnTwoLinesOnlyTheLineAtTheGroupPriceWaitsForTheTeam(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order =
                inEuro().article("tea", 2, 2_598).article("tea", 1, 1_000).captured(3_598);
        read(order);
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(place.teamLines(order))
                .extracting(TeamLine::lineId, TeamLine::place)
                .containsExactly(tuple("l2", TeamLine.Place.WAITING));
        assertThat(pending()).as("of the other line").isEqualTo("2.59");
        place.become(State.CONFIRMED);
        read(order);
        assertThat(pending()).as("of both").isEqualTo("3.59");
    }

    @OnBothDatabases
    void theLineOfASecondTeamEarnsNothingBeforeItsTeamSucceeds(StoreDatabase shared) {
        aHeldPlace(shared);
        ParticipationId mug = new ParticipationId(place.alsoHeld("mug", 2_000));
        AnyOrder order =
                inEuro().article("tea", 1, 1_000).article("mug", 1, 2_000).captured(3_000);
        read(order);
        place.become(State.CONFIRMED);
        read(order);
        assertThat(place.teamLines(order))
                .extracting(TeamLine::lineId, TeamLine::place)
                .containsExactlyInAnyOrder(tuple("l1", TeamLine.Place.CONFIRMED), tuple("l2", TeamLine.Place.WAITING));
        assertThat(pending()).isEqualTo("1.00");
        place.become(mug, State.CONFIRMED);
        read(order);
        assertThat(pending()).isEqualTo("3.00");
    }

    @OnBothDatabases
    void aGiftCardThatPaysAPartOfAHeldPlaceEarnsNothingYet(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order =
                inEuro().article("tea", 1, 1_000).payment(PaymentKind.GIFT_CARD, PaymentState.CAPTURED, 500, 500);
        order.payment(PaymentKind.MONEY, PaymentState.PENDING, 500, 0);
        read(order);
        assertThat(place.state()).isEqualTo(State.HELD);
        assertThat(pending()).isIn("none", "0.00");
    }

    @OnBothDatabases
    void ofThreeUnitsTheTwoBesideThePlaceEarnByTheirOwnPriceOnceTheTeamFailed(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order = inEuro().article("tea", 3, 1_000 + 2 * 1_299).captured(3_598);
        read(order);
        place.become(State.FAILED);
        orders.read(place.readOf(order));
        assertThat(pending()).as("the unit is to be cancelled").isEqualTo("2.59");
        orders.read(place.readOf(order.cancel("l1", "1")));
        assertThat(pending())
                .as("it is cancelled, and its money is to come back")
                .isEqualTo("2.59");
        orders.read(place.readOf(order.refund(1_000)));
        assertThat(pending()).as("its money came back").isEqualTo("2.59");
    }
}
