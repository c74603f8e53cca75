package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemException;

/** Teams of three in which one place, or two, are drawn. */
class DrawTeamsTest {

    private static final OutcomePolicy ONE = new OutcomePolicy.Draw(1, null);

    private static BuyersOrders aTeam(StoreDatabase shared, int winners) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        return orders.drawing(SomeTerms.team("EUR 10.00", 3).with(new OutcomePolicy.Draw(winners, null)));
    }

    private static List<Buyer> buyers(BuyersOrders orders, int count) {
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buyers.add(orders.aBuyerWhoHasPaid());
        }
        return buyers;
    }

    private static Set<String> inState(BuyersOrders orders, List<Buyer> buyers, State state) {
        return buyers.stream()
                .filter(buyer -> orders.stateOf(buyer) == state)
                .map(buyer -> buyer.place().toString())
                .collect(Collectors.toSet());
    }

    @OnBothDatabases
    void soManyWinAndTheOthersGetTheirMoneyBack(StoreDatabase shared) {
        BuyersOrders orders = aTeam(shared, 2);
        List<Buyer> buyers = buyers(orders, 3);
        String commitment = orders.draws().commitment(orders.team().id());
        assertThat(orders.draws().secret(orders.team().id()))
                .as("before the draw")
                .isNull();
        buyers.forEach(orders::pays);
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.draws().commitment(orders.team().id())).isEqualTo(commitment);
        Set<String> won = orders.draws().won(orders.team().id());
        assertThat(won)
                .hasSize(2)
                .isEqualTo(orders.draws().recomputed(orders.team().id()));
        assertThat(orders.draws().entries(orders.team().id())).hasSize(3);

        orders.decideTeam();
        orders.decideTeam();
        assertThat(inState(orders, buyers, State.CONFIRMED)).isEqualTo(won);
        assertThat(inState(orders, buyers, State.NOT_DRAWN)).hasSize(1);
        orders.countersMustEqualRows();
        assertThat(orders.events("participation.not-drawn")).isEqualTo(1);

        for (Buyer buyer : buyers) {
            orders.pays(buyer);
            orders.pays(buyer);
            boolean winner = won.contains(buyer.place().toString());
            if (winner) {
                assertThat(orders.commands(buyer)).isEmpty();
            } else {
                assertThat(orders.commands(buyer)).containsOnlyKeys("CancelOrder");
                orders.returned(buyer);
                assertThat(orders.stateOf(buyer)).isEqualTo(State.RETURNED);
            }
            assertThat(orders.toldOfTeam(buyer)).containsExactly(winner ? "DRAW_WON" : "DRAW_LOST");
        }
    }

    @OnBothDatabases
    void whoIsNotDrawnGetsTheConsolationOnce(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared)
                .drawing(SomeTerms.team("EUR 10.00", 3).with(new OutcomePolicy.Draw(2, Money.parse("EUR 2.00"))));
        List<Buyer> buyers = buyers(orders, 3);
        buyers.forEach(orders::pays);
        orders.decideTeam();
        orders.settlesOnAnotherNode();
        String loser = buyers.stream()
                .filter(buyer -> orders.stateOf(buyer) == State.NOT_DRAWN)
                .findFirst()
                .orElseThrow()
                .customer();
        assertThat(orders.credits()).singleElement().asString().contains(loser, "200", "EUR");
    }

    @OnBothDatabases
    void withoutAConsolationNobodyGetsCredit(StoreDatabase shared) {
        BuyersOrders orders = aTeam(shared, 2);
        buyers(orders, 3).forEach(orders::pays);
        orders.decideTeam();
        assertThat(orders.credits()).isEmpty();
    }

    /** Gather stops after the transaction of the success, and another node settles the team. */
    @OnBothDatabases
    void theResultIsThatOfTheSuccessWhoeverSettlesTheTeam(StoreDatabase shared) {
        BuyersOrders orders = aTeam(shared, 1);
        List<Buyer> buyers = buyers(orders, 3);
        buyers.forEach(orders::pays);
        Set<String> won = orders.draws().won(orders.team().id());
        assertThat(inState(orders, buyers, State.PAID))
                .as("nothing is settled yet")
                .hasSize(3);
        orders.cancelled(buyers.get(1));
        orders.settlesOnAnotherNode();
        assertThat(orders.draws().won(orders.team().id())).isEqualTo(won);
        assertThat(inState(orders, buyers, State.NOT_DRAWN)).hasSize(2).doesNotContainAnyElementsOf(won);
    }

    @OnBothDatabases
    void atTheDeadlineTheMinimumDecides(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared)
                .drawing(SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), SomeTerms.minimumTeam(2, 3))
                        .with(ONE));
        List<Buyer> buyers = buyers(orders, 2);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(inState(orders, buyers, State.CONFIRMED))
                .hasSize(1)
                .isEqualTo(orders.draws().recomputed(orders.team().id()));
        orders.countersMustEqualRows();
    }

    @OnBothDatabases
    void aTeamThatFailsHasNoDraw(StoreDatabase shared) {
        BuyersOrders orders = aTeam(shared, 1);
        Buyer only = orders.aBuyerWhoHasPaid();
        orders.pays(only);
        orders.cancelTeam();
        orders.decideTeam();
        assertThat(orders.stateOf(only)).isEqualTo(State.FAILED);
        assertThat(orders.draws().secret(orders.team().id())).isNull();
    }

    /** The owner accepts a team with fewer paid places than winners: all win. */
    @OnBothDatabases
    void inATeamThatIsAcceptedShortAtMostAllWin(StoreDatabase shared) {
        BuyersOrders orders = aTeam(shared, 2);
        Buyer only = orders.aBuyerWhoHasPaid();
        orders.pays(only);
        assertThat(orders.acceptTeam()).isTrue();
        orders.decideTeam();
        assertThat(orders.stateOf(only)).isEqualTo(State.CONFIRMED);
        assertThat(orders.toldOfTeam(only)).containsExactly("DRAW_WON");
    }

    /** A buyer who leaves locks the place before the team, while the team that fills reads all places. */
    @OnBothDatabases
    void leavingInTheMomentOfTheDrawBlocksNothing(StoreDatabase shared) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                BuyersOrders orders = aTeam(shared, 1);
                List<Buyer> buyers = buyers(orders, 3);
                orders.pays(buyers.get(0));
                orders.pays(buyers.get(1));
                CountDownLatch start = new CountDownLatch(1);
                int pause = round;
                Future<?> last = threads.submit(() -> {
                    start.await();
                    orders.pays(buyers.get(2));
                    return null;
                });
                Future<Boolean> leaves = threads.submit(() -> {
                    start.await();
                    // Another order of the two in each round; nothing is waited for.
                    Thread.sleep(pause);
                    try {
                        orders.leaves(buyers.get(0));
                        return true;
                    } catch (ProblemException succeeded) {
                        return false;
                    }
                });
                start.countDown();
                last.get();
                if (leaves.get()) {
                    assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
                    assertThat(orders.draws().secret(orders.team().id())).isNull();
                } else {
                    assertThat(orders.draws().entries(orders.team().id())).hasSize(3);
                }
                orders.countersMustEqualRows();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A team reserves only what can be won. */
    @OnBothDatabases
    void aTeamReservesTheUnitsThatCanBeWon(StoreDatabase shared) {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2, new Everyone(), new CampaignStock(3))
                .with(ONE);
        RunningCampaign campaign = new RunningCampaign(shared, terms);
        Teams teams = campaign.database.bean(Teams.class);
        var first = campaign.opens(campaign.aMember()).team();
        var second = campaign.opens(campaign.aMember()).team();
        assertThat(campaign.unitsLeft()).isEqualTo(1);
        campaign.write("update team set held = 0, paid = 2, units = 2 where store_id = :store and id = ?", first);
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database
                    .bean(TeamEnding.class)
                    .endAtDeadline(
                            campaign.store, teams.find(campaign.store, first).orElseThrow());
        });
        assertThat(teams.find(campaign.store, first).orElseThrow().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(campaign.unitsLeft()).as("one of two got the article").isEqualTo(1);
        campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .bean(TeamEnding.class)
                .cancel(campaign.store, second));
        assertThat(campaign.unitsLeft()).isEqualTo(2);
    }

    @Test
    void fewerMustWinThanATeamNeeds() {
        CampaignTerms full = SomeTerms.team("EUR 10.00", 3);
        CampaignTerms minimum = SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), SomeTerms.minimumTeam(2, 10));
        assertThat(full.with(new OutcomePolicy.Draw(2, null)).winners()).isEqualTo(2);
        assertThat(minimum.with(ONE).winners()).isEqualTo(1);
        assertThat(full.winners()).isNull();
        for (Runnable refused : List.<Runnable>of(
                () -> full.with(new OutcomePolicy.Draw(3, null)),
                () -> minimum.with(new OutcomePolicy.Draw(2, null)),
                () -> new OutcomePolicy.Draw(0, null),
                () -> new OutcomePolicy.Draw(null, null),
                () -> new OutcomePolicy.Draw(1, Money.parse("EUR 0.00")),
                () -> full.with(new OutcomePolicy.Draw(1, Money.parse("EUR 10.01"))),
                () -> full.with(new OutcomePolicy.Draw(1, Money.parse("USD 1.00"))),
                () -> SomeTerms.with(
                                new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00")),
                                SomeTerms.fullTeam(3))
                        .with(ONE))) {
            assertThatThrownBy(refused::run).isInstanceOf(ProblemException.class);
        }
    }
}
