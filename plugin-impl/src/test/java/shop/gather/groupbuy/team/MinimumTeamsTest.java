package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** A team of three that needs two: at its deadline the paid places decide. */
class MinimumTeamsTest {

    @OnBothDatabases
    void aTeamSucceedsAtItsDeadlineWithTheMinimum(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).needing(2);
        Buyer mia = orders.aBuyerWhoHasPaid();
        Buyer noah = orders.aBuyerWhoHasPaid();
        Buyer unpaid = orders.aBuyerWhoHasNotPaid();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.team().paid()).isEqualTo(2);
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        assertThat(orders.stateOf(noah)).isEqualTo(State.CONFIRMED);
        assertThat(orders.stateOf(unpaid)).isEqualTo(State.EXPIRED);
        assertThat(orders.team().held()).isZero();
        assertThat(orders.teamIsDue()).as("all its places are settled").isEmpty();
        assertThat(orders.events("team.succeeded")).isEqualTo(1);
    }

    @OnBothDatabases
    void aTeamFailsAtItsDeadlineBelowTheMinimum(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).needing(2);
        Buyer mia = orders.aBuyerWhoHasPaid();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.team().reason()).isEqualTo("team-not-filled");
        assertThat(orders.stateOf(mia)).isEqualTo(State.FAILED);
        assertThat(orders.events("team.succeeded")).isZero();
    }

    @OnBothDatabases
    void aTeamThatHasTheMinimumStaysOpenUntilItsDeadline(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).needing(2);
        orders.teamHasADayLeft();
        orders.pays(orders.aBuyerWhoHasPaid());
        orders.pays(orders.aBuyerWhoHasPaid());
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        orders.pays(orders.aBuyerWhoHasPaid());
        assertThat(orders.team().state()).as("it is full").isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.events("team.succeeded")).isEqualTo(1);
    }

    @OnBothDatabases
    void whoPaysAfterItHasSucceededIsTooLateThoughAPlaceWasLeft(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).needing(2);
        orders.aBuyerWhoHasPaid();
        orders.aBuyerWhoHasPaid();
        orders.decideTeam();
        assertThat(orders.team().whyLate(orders.team().deadline().plusSeconds(1)))
                .isEqualTo("paid-after-the-deadline");
    }

    /** The last payment is found while the team is being decided, after the shop was away. */
    @OnBothDatabases
    void aTeamThatIsFilledByTheLastPaymentsLeavesNoAlarm(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).needing(2);
        orders.aBuyerWhoHasPaid();
        orders.aBuyerWhoHasPaid();
        orders.aBuyerWhoHasPaid();
        // The buyers paid ten minutes ago.
        orders.deadlineWas(5);
        orders.shopIsAway(true);
        orders.decideTeam();
        assertThat(orders.alarms()).extracting(alarm -> alarm.kind()).contains("team-cannot-close");
        orders.shopIsAway(false);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.alarms()).extracting(alarm -> alarm.kind()).doesNotContain("team-cannot-close");
    }

    @OnBothDatabases
    void aTeamThatItsOwnerCancelsWhileTheShopIsAwayLeavesNoAlarm(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).needing(2);
        orders.aBuyerWhoHasPaid();
        orders.deadlineWas(5);
        orders.shopIsAway(true);
        orders.decideTeam();
        assertThat(orders.alarms()).extracting(alarm -> alarm.kind()).contains("team-cannot-close");
        orders.cancelTeam();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.alarms()).extracting(alarm -> alarm.kind()).doesNotContain("team-cannot-close");
    }

    @OnBothDatabases
    void theOwnerAcceptsATeamThatIsShort(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        Buyer mia = orders.aBuyerWhoHasPaid();
        Buyer unpaid = orders.aBuyerWhoHasNotPaid();
        assertThat(orders.acceptTeam()).as("nobody has paid yet").isFalse();
        orders.pays(mia);
        assertThat(orders.acceptTeam()).isTrue();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.team().paid()).isEqualTo(1);
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        assertThat(orders.stateOf(unpaid)).isEqualTo(State.EXPIRED);
        assertThat(orders.events("team.succeeded")).isEqualTo(1);
        assertThat(orders.acceptTeam()).as("it has ended").isFalse();
    }

    @OnBothDatabases
    void aPaymentThatGatherHasNotHeardOfYetCountsWhenTheOwnerAccepts(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        orders.pays(orders.aBuyerWhoHasPaid());
        Buyer unheard = orders.aBuyerWhoHasPaid();
        assertThat(orders.acceptTeam()).isTrue();
        orders.decideTeam();
        assertThat(orders.team().paid()).isEqualTo(2);
        assertThat(orders.stateOf(unheard)).isEqualTo(State.CONFIRMED);
    }

    @OnBothDatabases
    void aTeamThatHasFailedCannotBeAccepted(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.aBuyerWhoHasPaid();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.acceptTeam()).isFalse();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
    }
}
