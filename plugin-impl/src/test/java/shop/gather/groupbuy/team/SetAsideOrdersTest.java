package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.Intake.Reading;
import shop.gather.shop.alarm.Alarms;

/**
 * An order that can be read but not applied delays the end of its team or hold for 15 minutes at most, and its buyer
 * loses no money by it.
 */
class SetAsideOrdersTest {

    @OnBothDatabases
    void aTeamWaitsAtFirstForAnOrderThatCannotBeApplied(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer good = orders.aBuyerWhoHasPaid();
        Buyer bad = orders.aBuyerWhoseOrderCannotBeApplied();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);
        assertThat(orders.teamIsDue().orElseThrow()).isAfter(Instant.now());
        assertThat(orders.stateOf(bad)).isEqualTo(State.HELD);
        assertThat(orders.stateOf(good))
                .as("the other buyer's payment counts at once")
                .isEqualTo(State.PAID);
        orders.hasFailedFor(bad, 14);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);
    }

    @OnBothDatabases
    void aTeamIsDecidedThoughOneOfItsOrdersCannotBeAppliedForAQuarterOfAnHour(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer good = orders.aBuyerWhoHasPaid();
        Buyer bad = orders.aBuyerWhoseOrderCannotBeApplied();
        orders.decideTeam();
        orders.hasFailedFor(bad, 16);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.team().held()).isZero();
        assertThat(orders.stateOf(good)).isEqualTo(State.FAILED);
        assertThat(orders.stateOf(bad)).isEqualTo(State.EXPIRED);
        assertThat(orders.teamIsDue()).as("all its places are settled").isEmpty();
        assertThat(orders.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("order-set-aside");
            assertThat(alarm.message()).contains(bad.order(), "/api/v1/postponed-orders");
        });
    }

    @OnBothDatabases
    void aTeamSucceedsByPaymentsThatAreFoundAtItsDeadline(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        List<Buyer> buyers = List.of(orders.aBuyerWhoHasPaid(), orders.aBuyerWhoHasPaid(), orders.aBuyerWhoHasPaid());
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.team().closedAt()).isNotNull();
        assertThat(orders.teamIsDue()).as("all its places are settled").isEmpty();
        assertThat(buyers).allSatisfy(buyer -> assertThat(orders.stateOf(buyer)).isEqualTo(State.CONFIRMED));
    }

    @OnBothDatabases
    void theMoneyOfAnOrderThatIsAppliedAfterItsTeamWasDecidedGoesBack(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer bad = orders.aBuyerWhoseOrderCannotBeApplied();
        orders.decideTeam();
        orders.hasFailedFor(bad, 16);
        orders.decideTeam();
        assertThat(orders.commands(bad)).isEmpty();

        assertThat(orders.canBeApplied(bad)).isEqualTo(Reading.APPLIED);
        assertThat(orders.stateOf(bad)).isEqualTo(State.LATE);
        assertThat(orders.commands(bad)).containsOnlyKeys("CancelOrder");
        orders.cancelled(bad);
        assertThat(orders.commands(bad))
                .hasEntrySatisfying("Refund", refund -> assertThat(refund).contains("1000"));
        assertThat(orders.alarms()).as("nothing is left to a person").isEmpty();
    }

    @OnBothDatabases
    void aShopOutOfReachPostponesTheDecisionHoweverLongAnOrderHasFailed(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer bad = orders.aBuyerWhoseOrderCannotBeApplied();
        orders.decideTeam();
        orders.hasFailedFor(bad, 16);
        orders.shopIsAway(true);
        orders.deadlineWas(20);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);
        assertThat(orders.stateOf(bad)).isEqualTo(State.HELD);
        assertThat(orders.alarms()).extracting(Alarms.Alarm::kind).containsExactly("team-cannot-close");

        orders.shopIsAway(false);
        assertThat(orders.canBeApplied(bad)).isEqualTo(Reading.APPLIED);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.alarms()).as("the team is decided").isEmpty();
    }

    @OnBothDatabases
    void aHoldEndsThoughItsOrderCannotBeAppliedForAQuarterOfAnHour(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        Buyer bad = orders.aBuyerWhoseOrderCannotBeApplied();
        orders.endHold(bad);
        assertThat(orders.stateOf(bad)).isEqualTo(State.HELD);
        assertThat(orders.placeIsDue(bad).orElseThrow()).isAfter(Instant.now());
        orders.hasFailedFor(bad, 16);
        orders.endHold(bad);
        assertThat(orders.stateOf(bad)).isEqualTo(State.EXPIRED);
        assertThat(orders.alarms()).extracting(Alarms.Alarm::kind).containsExactly("order-set-aside");
    }

    @OnBothDatabases
    void anOrderThatIsAppliedAfterItsHoldHasEndedGetsAPlaceThatIsStillFree(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        orders.aBuyerWhoHasPaid();
        Buyer bad = orders.aBuyerWhoseOrderCannotBeApplied();
        orders.endHold(bad);
        orders.hasFailedFor(bad, 16);
        orders.endHold(bad);
        assertThat(orders.canBeApplied(bad)).isEqualTo(Reading.APPLIED);
        assertThat(orders.stateOf(bad)).isEqualTo(State.PAID);
        assertThat(orders.team().paid()).isEqualTo(1);
        assertThat(orders.alarms()).isEmpty();
    }

    @OnBothDatabases
    void aTeamIsDecidedThoughTheShopFailsForOneOfItsOrdersForAQuarterOfAnHour(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer good = orders.aBuyerWhoHasPaid();
        Buyer bad = orders.aBuyerForWhoseOrderTheShopFails();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);
        orders.hasFailedFor(bad, 14);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);

        orders.hasFailedFor(bad, 16);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.stateOf(good)).isEqualTo(State.FAILED);
        assertThat(orders.stateOf(bad)).isEqualTo(State.EXPIRED);
        assertThat(orders.alarms()).extracting(Alarms.Alarm::kind).containsExactly("order-set-aside");

        assertThat(orders.canBeApplied(bad)).isEqualTo(Reading.APPLIED);
        assertThat(orders.stateOf(bad)).isEqualTo(State.LATE);
        assertThat(orders.commands(bad)).containsOnlyKeys("CancelOrder");
    }

    @OnBothDatabases
    void aShopThatFailsForAllOrdersPostponesTheDecision(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.aBuyerWhoHasPaid();
        Buyer bad = orders.aBuyerForWhoseOrderTheShopFails();
        orders.decideTeam();
        orders.hasFailedFor(bad, 16);
        orders.shopFails(true);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);

        // The time in which it failed for all does not count.
        orders.shopFails(false);
        orders.hasFailedFor(bad, 16);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);
        assertThat(orders.stateOf(bad)).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void aShopThatFailsForTheOnlyOrderThatIsKnownPostponesTheDecision(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer bad = orders.aBuyerForWhoseOrderTheShopFails();
        orders.decideTeam();
        orders.hasFailedFor(bad, 16);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.CLOSING);
    }
}
