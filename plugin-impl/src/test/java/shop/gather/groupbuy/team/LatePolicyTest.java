package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.LatePolicy;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemException;

/** Payments that find their team full or ended, by the campaign's policy. */
class LatePolicyTest {

    private static final CampaignTerms TEAM = SomeTerms.team("EUR 10.00", 3);

    /** A team that has ended although a buyer has paid, of whom nobody has heard. */
    private static BuyersOrders anEndedTeam(StoreDatabase shared, CampaignTerms terms) {
        BuyersOrders orders = new BuyersOrders(shared).on(terms);
        orders.campaignRuns();
        orders.teamHasADayLeft();
        return orders;
    }

    private static Buyer aLateBuyer(BuyersOrders orders) {
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.cancelTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        return buyer;
    }

    @OnBothDatabases
    void byDefaultThePaymentIsRefunded(StoreDatabase shared) {
        BuyersOrders orders = anEndedTeam(shared, TEAM);
        TeamId other = orders.anotherTeam(3, 1, Duration.ofHours(2));
        Buyer late = aLateBuyer(orders);
        orders.pays(late);
        assertThat(orders.stateOf(late)).isEqualTo(State.LATE);
        assertThat(orders.team(other).paid()).isEqualTo(1);
    }

    @OnBothDatabases
    void theBuyerGetsAPlaceInTheOpenTeamWithTheNearestDeadline(StoreDatabase shared) {
        BuyersOrders orders = anEndedTeam(shared, TEAM.with(new LatePolicy.NextTeam()));
        TeamId later = orders.anotherTeam(3, 1, Duration.ofHours(5));
        TeamId next = orders.anotherTeam(3, 0, Duration.ofHours(2));
        TeamId full = orders.anotherTeam(1, 1, Duration.ofHours(1));
        TeamId over = orders.anotherTeam(3, 0, Duration.ofMinutes(-1));
        Buyer late = aLateBuyer(orders);
        orders.pays(late);
        orders.pays(late);
        assertThat(orders.stateOf(late)).isEqualTo(State.PAID);
        assertThat(orders.teamOf(late)).isEqualTo(next);
        assertThat(orders.team(next).paid()).isEqualTo(1);
        assertThat(orders.team().held()).isZero();
        assertThat(orders.team(later).paid()).isEqualTo(1);
        assertThat(orders.team(full).paid()).isEqualTo(1);
        assertThat(orders.team(over).paid()).isZero();
        assertThat(orders.told(late)).containsExactly("PLACE_MOVED");
        assertThat(orders.events("participation.moved")).isEqualTo(1);
        assertThat(orders.commands(late)).isEmpty();
    }

    @OnBothDatabases
    void aMoveCanCompleteATeam(StoreDatabase shared) {
        BuyersOrders orders = anEndedTeam(shared, TEAM.with(new LatePolicy.NextTeam()));
        TeamId next = orders.anotherTeam(3, 2, Duration.ofHours(2));
        Buyer late = aLateBuyer(orders);
        orders.pays(late);
        assertThat(orders.team(next).state()).isEqualTo(Team.State.SUCCEEDED);
        orders.decideTeam(next);
        assertThat(orders.stateOf(late)).isEqualTo(State.CONFIRMED);
        assertThat(orders.events("team.succeeded")).isEqualTo(1);
    }

    @OnBothDatabases
    void withoutAFreePlaceThePaymentIsRefundedOrATeamIsOpened(StoreDatabase shared) {
        BuyersOrders refunding = anEndedTeam(shared, TEAM.with(new LatePolicy.NextTeam()));
        Buyer refunded = aLateBuyer(refunding);
        refunding.pays(refunded);
        assertThat(refunding.stateOf(refunded)).isEqualTo(State.LATE);

        BuyersOrders opening = anEndedTeam(shared, TEAM.with(new LatePolicy.NewTeam()));
        Buyer moved = aLateBuyer(opening);
        opening.pays(moved);
        assertThat(opening.stateOf(moved)).isEqualTo(State.PAID);
        Team opened = opening.team(opening.teamOf(moved));
        assertThat(opened.state()).isEqualTo(Team.State.OPEN);
        assertThat(opened.paid()).isEqualTo(1);
        assertThat(opened.held()).isZero();
        assertThat(Duration.between(opened.openedAt(), opened.deadline())).isEqualTo(Duration.ofHours(24));
        opening.cancelled(moved);
        assertThat(opening.stateOf(moved)).as("the place lives on in its team").isEqualTo(State.WITHDRAWN);
        assertThat(opening.team(opened.id()).paid()).isZero();
    }

    @OnBothDatabases
    void noTeamIsOpenedForACampaignThatHasEndedOrHasNoUnits(StoreDatabase shared) {
        BuyersOrders ended = anEndedTeam(shared, TEAM.with(new LatePolicy.NewTeam()));
        ended.campaignHasEnded();
        Buyer one = aLateBuyer(ended);
        ended.pays(one);
        assertThat(ended.stateOf(one)).isEqualTo(State.LATE);

        CampaignTerms limited = SomeTerms.team("EUR 10.00", 3, new Everyone(), new CampaignStock(3));
        BuyersOrders soldOut = anEndedTeam(shared, limited.with(new LatePolicy.NewTeam()));
        soldOut.unitsAre(3, 3);
        Buyer other = aLateBuyer(soldOut);
        soldOut.unitsAre(3, 2);
        soldOut.pays(other);
        assertThat(soldOut.stateOf(other)).isEqualTo(State.LATE);
    }

    /** Ten minutes ago the buyer authorized the payment; it is assumed to be valid for four days. */
    @OnBothDatabases
    void aMoveDoesNotOutliveTheAuthorization(StoreDatabase shared) {
        BuyersOrders orders = anEndedTeam(shared, TEAM.with(new LatePolicy.NextTeam()));
        TeamId tooLate = orders.anotherTeam(3, 0, Duration.ofDays(4).minusMinutes(5));
        Buyer late = aLateBuyer(orders);
        orders.isOnlyAuthorized(late);
        orders.pays(late);
        assertThat(orders.stateOf(late)).isEqualTo(State.LATE);
        assertThat(orders.team(tooLate).paid()).isZero();

        BuyersOrders inTime = anEndedTeam(shared, TEAM.with(new LatePolicy.NextTeam()));
        TeamId next = inTime.anotherTeam(3, 0, Duration.ofDays(4).minusMinutes(15));
        Buyer moved = aLateBuyer(inTime);
        inTime.isOnlyAuthorized(moved);
        inTime.pays(moved);
        assertThat(inTime.teamOf(moved)).isEqualTo(next);
    }

    /** The opener was told a lower price: only a team of the own keeps it. */
    @OnBothDatabases
    void anOpenerWithALowerPriceIsNotMovedToTheTeamOfAnother(StoreDatabase shared) {
        OpenerPrice prices = new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00"));
        CampaignTerms terms = SomeTerms.with(prices, SomeTerms.fullTeam(3)).with(new LatePolicy.NewTeam());
        BuyersOrders orders = anEndedTeam(shared, terms);
        TeamId other = orders.anotherTeam(3, 0, Duration.ofHours(2));
        Buyer opener = orders.aBuyerWhoHasPaid();
        Buyer second = orders.aBuyerWhoHasPaid();
        orders.isOpenedBy(opener);
        orders.cancelTeam();
        orders.pays(opener);
        assertThat(orders.teamOf(opener)).isNotEqualTo(other);
        assertThat(orders.opener(orders.teamOf(opener))).contains(opener.place());
        orders.pays(second);
        assertThat(orders.teamOf(second)).isEqualTo(other);
    }

    @OnBothDatabases
    void whoHasGivenThePlaceBackIsNotMoved(StoreDatabase shared) {
        BuyersOrders orders = anEndedTeam(shared, TEAM.with(new LatePolicy.NextTeam()));
        TeamId other = orders.anotherTeam(3, 0, Duration.ofHours(2));
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.namesItsPlace(buyer);
        orders.leaves(buyer);
        assertThat(orders.team().state()).as("nobody is left").isEqualTo(Team.State.FAILED);
        orders.pays(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.LATE);
        assertThat(orders.team(other).paid()).isZero();
    }

    @OnBothDatabases
    void whoHasAnotherPlaceInTheCampaignIsNotMoved(StoreDatabase shared) {
        BuyersOrders orders = anEndedTeam(shared, TEAM.with(new LatePolicy.NewTeam()));
        TeamId other = orders.anotherTeam(3, 0, Duration.ofHours(2));
        Buyer late = aLateBuyer(orders);
        orders.decideTeam();
        assertThat(orders.stateOf(late)).isEqualTo(State.EXPIRED);
        orders.alsoHasPaidIn(other, late);
        orders.pays(late);
        assertThat(orders.stateOf(late)).isEqualTo(State.LATE);
        assertThat(orders.team(other).paid()).isEqualTo(1);
    }

    @Test
    void aPriceThatDependsOnTheTeamIsNotCombinedWithMoves() {
        CampaignTerms tiered = SomeTerms.with(SomeTerms.tiers("EUR 10.00", 3, "EUR 8.00"), SomeTerms.minimumTeam(2, 3));
        assertThatThrownBy(() -> tiered.with(new LatePolicy.NextTeam()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("latePolicy");
        assertThatThrownBy(() -> tiered.with(new LatePolicy.NewTeam())).isInstanceOf(ProblemException.class);
        assertThat(tiered.with(new LatePolicy.Refund()).late()).isEqualTo(new LatePolicy.Refund());
    }

    /** Four late payments for a team with two free places: two are moved, two are refunded. */
    @OnBothDatabases
    void noMoreAreMovedThanThereAreFreePlaces(StoreDatabase shared) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                BuyersOrders orders = new BuyersOrders(shared);
                orders.teamHasPlaces(5);
                orders.on(SomeTerms.team("EUR 10.00", 5).with(new LatePolicy.NextTeam()));
                orders.campaignRuns();
                orders.teamHasADayLeft();
                TeamId next = orders.anotherTeam(3, 1, Duration.ofHours(2));
                List<Buyer> buyers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    buyers.add(orders.aBuyerWhoHasPaid());
                }
                orders.cancelTeam();
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> payments = new ArrayList<>();
                for (Buyer buyer : buyers) {
                    payments.add(threads.submit(() -> {
                        start.await();
                        orders.pays(buyer);
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> payment : payments) {
                    payment.get();
                }
                assertThat(buyers.stream().map(orders::stateOf))
                        .containsExactlyInAnyOrder(State.PAID, State.PAID, State.LATE, State.LATE);
                assertThat(orders.team(next).paid()).isEqualTo(3);
                assertThat(orders.team(next).state()).isEqualTo(Team.State.SUCCEEDED);
                assertThat(orders.team().held()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
