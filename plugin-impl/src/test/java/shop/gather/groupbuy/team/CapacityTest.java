package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** A group order with a capacity never sells more units, and ends as soon as they are paid. */
class CapacityTest {

    private static final CampaignTerms TEN = terms(1, 10);

    private static CampaignTerms terms(int minimumUnits, int capacity) {
        return SomeTerms.groupOrder(new GroupOrder(minimumUnits, 50, capacity), new UpTo(5, null));
    }

    private static ProblemException refusal(Runnable request) {
        return catchThrowableOfType(ProblemException.class, request::run);
    }

    private static Buyer buys(BuyersOrders orders, int units) {
        return orders.aBuyerWhoHasPaidFor(units, units);
    }

    @OnBothDatabases
    void unitsForWhichABuyerIsPayingAreNotPromisedAgain(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TEN);
        TeamId team = campaign.opens(campaign.database, campaign.aMember(), new Wish(5, null))
                .team();
        campaign.joins(campaign.aMember(), team, new Wish(3, null), "three");
        MemberId late = campaign.aMember();
        ProblemException refused = refusal(() -> campaign.joins(late, team, new Wish(3, null), "too many"));
        assertThat(refused.code()).isEqualTo(ProblemCode.SOLD_OUT);
        assertThat(refused).hasMessageContaining("2 more units");
        assertThat(campaign.joins(late, team, new Wish(2, null), "fewer").quantity())
                .isEqualTo(2);
        assertThat(refusal(() -> campaign.joins(campaign.aMember(), team, new Wish(1, null), "one more")))
                .hasMessageContaining("no units left");
    }

    @OnBothDatabases
    void aRepeatedRequestGetsItsPlaceAlsoWhenNothingIsLeft(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, terms(1, 5));
        MemberId mia = campaign.aMember();
        Participation place = campaign.opens(campaign.database, mia, new Wish(2, null));
        Participation joined = campaign.joins(campaign.aMember(), place.team(), new Wish(3, null), "three");
        assertThat(campaign.joins(joined.member(), place.team(), new Wish(3, null), "three")
                        .id())
                .isEqualTo(joined.id());
    }

    @OnBothDatabases
    void manyBuyersOnTwoNodesGetExactlyTheUnits(StoreDatabase shared) throws Exception {
        RunningCampaign campaign = new RunningCampaign(shared, terms(1, 20));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            CyclicBarrier start = new CyclicBarrier(12);
            List<Future<Integer>> units = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                StoreDatabase node = i % 2 == 0 ? campaign.database : campaign.otherNode;
                MemberId member = campaign.aMember();
                units.add(threads.submit(() -> {
                    start.await();
                    try {
                        return campaign.opens(node, member, new Wish(4, null)).quantity();
                    } catch (ProblemException soldOut) {
                        assertThat(soldOut.code()).isIn(ProblemCode.SOLD_OUT, ProblemCode.CONFLICT);
                        return 0;
                    }
                }));
            }
            int sold = 0;
            for (Future<Integer> one : units) {
                sold += one.get();
            }
            assertThat(sold).isEqualTo(20);
            assertThat(campaign.onlyTeam().held()).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void itsCutOffIsTheMomentInWhichAllUnitsArePaid(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, terms(10, 10));
        orders.teamHasADayLeft();
        Buyer five = buys(orders, 5);
        Buyer four = buys(orders, 4);
        Buyer one = buys(orders, 1);
        orders.pays(five);
        orders.pays(four);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        orders.pays(one);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.team().units()).isEqualTo(10);
        assertThat(orders.stateOf(one)).isEqualTo(State.CONFIRMED);
        assertThat(orders.timeline()).containsOnlyOnce("TEAM_SOLD_OUT");
        orders.countersMustEqualRows();
    }

    /** A node that ends after the payment has left nothing to do but what any node finds. */
    @OnBothDatabases
    void anotherNodeEndsItAfterACrash(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, terms(1, 5));
        orders.teamHasADayLeft();
        orders.pays(buys(orders, 5));
        assertThat(orders.teamIsDue())
                .hasValueSatisfying(at -> assertThat(at).isBefore(Instant.now().plusSeconds(60)));
    }

    @OnBothDatabases
    void aLatePaymentTakesNoUnitsThatAreSoldOrPromised(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, TEN);
        orders.teamHasADayLeft();
        Buyer late = buys(orders, 4);
        orders.leaves(late);
        orders.pays(buys(orders, 4));
        buys(orders, 3);
        orders.pays(late);
        assertThat(orders.stateOf(late)).isEqualTo(State.LATE);
        assertThat(orders.team().units()).isEqualTo(4);
    }

    /** The late payment waits for the row that the joins have locked, and must then see what they have taken. */
    @OnBothDatabases
    void aLatePaymentBesideJoinsOnAnotherNodeNeverOversells(StoreDatabase shared) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                RunningCampaign campaign = new RunningCampaign(shared, terms(1, 5));
                TeamId team = campaign.opens(campaign.database, campaign.aMember(), new Wish(3, null))
                        .team();
                MemberId mia = campaign.aMember();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> joined = threads.submit(() -> {
                    start.await();
                    try {
                        campaign.opens(campaign.otherNode, mia, new Wish(2, null));
                        return true;
                    } catch (ProblemException soldOut) {
                        return false;
                    }
                });
                Future<Boolean> paid = threads.submit(() -> {
                    start.await();
                    return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                            .bean(Teams.class)
                            .payFree(campaign.store, team, 2, Instant.now()));
                });
                assertThat(joined.get() ^ paid.get()).as("one of them").isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void unitsThatComeBackToAnOrderAreNotCountedIfTheyAreSold(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, TEN);
        orders.teamHasADayLeft();
        Buyer mia = buys(orders, 4);
        orders.pays(mia);
        orders.cancelledUnits(mia, 2);
        assertThat(orders.team().units()).isEqualTo(2);
        orders.pays(buys(orders, 5));
        buys(orders, 2);
        orders.takesUnitsBack(mia, 2);
        assertThat(orders.team().units()).isEqualTo(7);
        assertThat(orders.alarms()).anySatisfy(alarm -> assertThat(alarm.toString())
                .contains("units-not-counted", "only 2 of them count"));
        orders.cancelledUnits(mia, 2);
        assertThat(orders.alarms()).isEmpty();
    }

    @OnBothDatabases
    void theAlarmStaysWhenTheTeamHasEnded(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, terms(1, 5));
        orders.teamHasADayLeft();
        Buyer mia = buys(orders, 4);
        orders.pays(mia);
        orders.cancelledUnits(mia, 2);
        orders.pays(buys(orders, 3));
        orders.decideTeam();
        orders.decideTeam();
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        orders.takesUnitsBack(mia, 2);
        assertThat(orders.alarms()).anySatisfy(alarm -> assertThat(alarm.toString())
                .contains("units-not-counted", "only 2 of them count"));
    }

    @OnBothDatabases
    void unitsThatComeBackEndItIfTheyAreTheLast(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, terms(1, 5));
        orders.teamHasADayLeft();
        Buyer mia = buys(orders, 4);
        orders.pays(mia);
        orders.cancelledUnits(mia, 1);
        orders.pays(buys(orders, 1));
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        orders.takesUnitsBack(mia, 1);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
    }

    @OnBothDatabases
    void aHoldThatHasEndedMakesRoom(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, TEN);
        orders.teamHasADayLeft();
        Buyer mia = buys(orders, 4);
        assertThat(orders.team().heldUnits()).isEqualTo(4);
        orders.leaves(mia);
        assertThat(orders.team().heldUnits()).isZero();
    }

    @Test
    void aCapacityBelowTheMinimumOrOnePlaceIsRefused() {
        assertThatThrownBy(() -> terms(11, 10)).hasMessageContaining("teamPolicy.capacity");
        assertThatThrownBy(() -> terms(1, 4)).hasMessageContaining("quantityPolicy");
    }

    @Test
    void theCapacityLimitsWhatATeamSells() {
        assertThat(TEN.mostUnitsOfTeam()).isEqualTo(10);
        assertThat(TermsJson.read(TermsJson.write(TEN))).isEqualTo(TEN);
    }
}
