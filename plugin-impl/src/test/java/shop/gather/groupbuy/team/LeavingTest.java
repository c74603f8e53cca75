package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Buyers who leave a team of three after paying. */
class LeavingTest {

    private static BuyersOrders anOpenTeam(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        return orders;
    }

    private static Buyer aPaidBuyer(BuyersOrders orders) {
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.pays(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.PAID);
        return buyer;
    }

    private static ProblemCode refusal(Runnable request) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, request::run);
        return refused == null ? null : refused.code();
    }

    @OnBothDatabases
    void anOrderFromBeforeTheBuyerGaveThePlaceBackStillPaysForIt(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        aPaidBuyer(orders);
        Buyer leaver = orders.aBuyerWhoHasPaid();
        orders.leaves(leaver);
        assertThat(orders.stateOf(leaver)).isEqualTo(State.WITHDRAWN);
        orders.pays(leaver);
        assertThat(orders.stateOf(leaver)).isEqualTo(State.PAID);
        orders.countersMustEqualRows();
    }

    @OnBothDatabases
    void anOrderFromAfterwardsIsAnOrdinaryPurchase(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        Buyer leaver = orders.aBuyerWhoHasPaid();
        orders.hasMinutesToPay(leaver, 10);
        orders.leaves(leaver);
        orders.ordersLater(leaver, 5);
        orders.pays(leaver);
        assertThat(orders.stateOf(leaver)).isEqualTo(State.WITHDRAWN);
    }

    @OnBothDatabases
    void thePlaceIsFreeAtOnceAndThePaymentIsReturnedOnce(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        aPaidBuyer(orders);
        Buyer leaver = aPaidBuyer(orders);
        orders.leaves(leaver);
        orders.leaves(leaver);
        assertThat(orders.stateOf(leaver)).isEqualTo(State.LEFT);
        assertThat(orders.team().placesLeft()).isEqualTo(2);
        orders.countersMustEqualRows();

        orders.pays(leaver);
        orders.pays(leaver);
        assertThat(orders.commands(leaver)).containsOnlyKeys("CancelOrder");
        orders.returned(leaver);
        assertThat(orders.stateOf(leaver)).isEqualTo(State.RETURNED);
        orders.leaves(leaver);
        assertThat(orders.events("participation.left")).isEqualTo(1);
        assertThat(orders.told(leaver)).containsExactly("PLACE_PAID", "PLACE_LEFT", "PLACE_RETURNED");

        Buyer third = aPaidBuyer(orders);
        orders.pays(orders.aBuyerWhoHasPaid());
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        orders.countersMustEqualRows();
        assertThat(refusal(() -> orders.leaves(third))).isEqualTo(ProblemCode.TEAM_SUCCEEDED);
        orders.decideTeam();
        assertThat(orders.stateOf(third)).isEqualTo(State.CONFIRMED);
        assertThat(refusal(() -> orders.leaves(third))).isEqualTo(ProblemCode.TEAM_SUCCEEDED);
    }

    /** If Gather stops after the commit, the order's row says that it must be read again. */
    @OnBothDatabases
    void theOrderIsMarkedInTheSameTransaction(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        aPaidBuyer(orders);
        Buyer leaver = aPaidBuyer(orders);
        assertThat(orders.isMarked(leaver)).isFalse();
        orders.leaves(leaver);
        assertThat(orders.isMarked(leaver)).isTrue();
    }

    @OnBothDatabases
    void whoHasLeftWaitsAMomentBeforeTheNextPlace(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, SomeTerms.team("EUR 10.00", 3));
        MemberId member = campaign.aMember();
        Participation place = campaign.opens(member);
        campaign.joins(campaign.aMember(), place.team());
        campaign.write(
                "update participation set state = 'PAID', units = 1 where store_id = :store and id = ?", place.id());
        campaign.write(
                "update team set held = held - 1, paid = paid + 1, units = 1 where store_id = :store and id = ?",
                place.team());
        boolean left = campaign.database.transactions().inStore(campaign.store, () -> {
            Participations places = campaign.database.bean(Participations.class);
            return campaign.database.bean(Teams.class).leave(campaign.store, place.team(), 1)
                    && places.leave(campaign.store, place, Leaving.LEFT)
                    && !places.leave(campaign.store, place, Leaving.LEFT);
        });
        assertThat(left).isTrue();
        assertThat(refusal(() -> campaign.joins(member, place.team()))).isEqualTo(ProblemCode.PLACE_COOLDOWN);
    }

    @OnBothDatabases
    void theTeamGoesOnWithoutItsOpener(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        Buyer opener = aPaidBuyer(orders);
        orders.isOpenedBy(opener);
        Buyer second = aPaidBuyer(orders);
        assertThat(orders.opener()).contains(opener.place());
        orders.leaves(opener);
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        assertThat(orders.opener()).contains(second.place());
        Buyer third = aPaidBuyer(orders);
        orders.leaves(second);
        assertThat(orders.opener()).contains(third.place());
    }

    @OnBothDatabases
    void aTeamThatEverybodyHasLeftEnds(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        Buyer only = aPaidBuyer(orders);
        orders.leaves(only);
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.team().reason()).isEqualTo("team-empty");
        assertThat(orders.stateOf(only)).isEqualTo(State.LEFT);
        assertThat(orders.opener()).isEmpty();
        orders.countersMustEqualRows();
    }

    @OnBothDatabases
    void afterTheDeadlineTheTeamIsDecidedFirst(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        Buyer buyer = aPaidBuyer(orders);
        orders.deadlineWas(1);
        assertThat(refusal(() -> orders.leaves(buyer))).isEqualTo(ProblemCode.TEAM_CLOSED);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.PAID);
        orders.decideTeam();
        orders.leaves(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.FAILED);
        orders.countersMustEqualRows();
    }

    @OnBothDatabases
    void anOrderThatTheShopCancelsAfterTheBuyerHasLeftReleasesNothingTwice(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        aPaidBuyer(orders);
        Buyer leaver = aPaidBuyer(orders);
        orders.leaves(leaver);
        orders.cancelled(leaver);
        orders.countersMustEqualRows();
        orders.returned(leaver);
        assertThat(orders.stateOf(leaver)).isEqualTo(State.RETURNED);

        Buyer cancelled = aPaidBuyer(orders);
        orders.cancelled(cancelled);
        orders.leaves(cancelled);
        assertThat(orders.stateOf(cancelled)).isEqualTo(State.WITHDRAWN);
        orders.countersMustEqualRows();
    }

    /** A buyer who has not been seen to pay gives the place back; then the payment is seen. */
    @OnBothDatabases
    void aPaymentThatIsSeenAfterThePlaceWasGivenBackTakesAFreePlace(StoreDatabase shared) {
        BuyersOrders orders = anOpenTeam(shared);
        aPaidBuyer(orders);
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.namesItsPlace(buyer);
        orders.leaves(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.WITHDRAWN);
        orders.pays(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.PAID);
        orders.leaves(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.LEFT);
        orders.countersMustEqualRows();
    }

    /** Either the team succeeds with the buyer, or the buyer has left and the team is open: never both, never neither. */
    @OnBothDatabases
    void leavingInTheMomentInWhichTheTeamFills(StoreDatabase shared) throws Exception {
        race(shared, false);
    }

    @OnBothDatabases
    void leavingInTheMomentInWhichTheShopCancels(StoreDatabase shared) throws Exception {
        race(shared, true);
    }

    private static void race(StoreDatabase shared, boolean cancels) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 12; round++) {
                BuyersOrders orders = anOpenTeam(shared);
                aPaidBuyer(orders);
                Buyer leaver = aPaidBuyer(orders);
                Buyer last = orders.aBuyerWhoHasPaid();
                CountDownLatch start = new CountDownLatch(1);
                int pause = round;
                Future<?> other = threads.submit(() -> {
                    start.await();
                    if (cancels) {
                        orders.cancelled(leaver);
                    } else {
                        orders.pays(last);
                    }
                    return null;
                });
                List<Future<ProblemCode>> leaves = List.of(
                        threads.submit(() -> leaveAfter(orders, leaver, start, pause)),
                        threads.submit(() -> leaveAfter(orders, leaver, start, pause)));
                start.countDown();
                other.get();
                ProblemCode one = leaves.get(0).get();
                assertThat(leaves.get(1).get()).as("leaving twice").isEqualTo(one);
                State state = orders.stateOf(leaver);
                orders.countersMustEqualRows();
                if (cancels) {
                    assertThat(one).isNull();
                    assertThat(state).isIn(State.LEFT, State.WITHDRAWN, State.RETURNED);
                    assertThat(orders.team().paid()).isEqualTo(1);
                } else if (one == null) {
                    assertThat(state).isEqualTo(State.LEFT);
                    assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
                    assertThat(orders.team().paid()).isEqualTo(2);
                } else {
                    assertThat(one).isEqualTo(ProblemCode.TEAM_SUCCEEDED);
                    assertThat(state).isIn(State.PAID, State.CONFIRMED);
                    assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static ProblemCode leaveAfter(BuyersOrders orders, Buyer buyer, CountDownLatch start, int milliseconds)
            throws InterruptedException {
        start.await();
        // Another order of the two in each round; nothing is waited for.
        Thread.sleep(milliseconds);
        return refusal(() -> orders.leaves(buyer));
    }
}
