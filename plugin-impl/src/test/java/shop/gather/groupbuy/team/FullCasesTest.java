package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.Basket;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Group orders of tea in cases of six, and eggs that are sold singly or in cases of ten. */
class FullCasesTest {

    private static final FullCases SIX = new FullCases(6, 0, null);
    private static final FullCases TEN = new FullCases(10, 0, null);

    private static CampaignTerms terms(int minimumUnits, CasePolicy tea, CasePolicy eggs) {
        return SomeTerms.groupOrder(new GroupOrder(minimumUnits, 50, null), new Basket(10, null))
                .with(tea)
                .with(List.of(new FurtherArticle(
                        "eggs",
                        "Eggs",
                        null,
                        "https://shop.example",
                        Money.parse("EUR 4.00"),
                        SomeTerms.groupPrice("EUR 3.00"),
                        new DeliveryPolicy.AsOrdered(),
                        eggs)));
    }

    private static BuyersOrders aGroupOrder(StoreDatabase shared, int minimumUnits, CasePolicy tea) {
        return BuyersOrders.ofAGroupOrder(shared, terms(minimumUnits, tea, new CasePolicy.SingleUnits()));
    }

    private static Buyer buys(BuyersOrders orders, int units) {
        return orders.aBuyerWhoHasPaidFor(units, units);
    }

    @OnBothDatabases
    void whoFillsNoCaseGetsTheMoneyBack(StoreDatabase shared) {
        BuyersOrders orders = aGroupOrder(shared, 6, SIX);
        Buyer four = buys(orders, 4);
        Buyer three = buys(orders, 3);
        Buyer two = buys(orders, 2);
        orders.decideTeam();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.team().units()).isEqualTo(6);
        assertThat(orders.stateOf(four)).isEqualTo(State.CONFIRMED);
        assertThat(orders.stateOf(two)).as("fills the gap").isEqualTo(State.CONFIRMED);
        assertThat(orders.stateOf(three)).isEqualTo(State.CASE_NOT_FILLED);
        orders.countersMustEqualRows();
        assertThat(orders.events("participation.case-not-filled")).isEqualTo(1);
        assertThat(orders.toldOfTeam(three)).containsExactly("CASE_NOT_FILLED");
        assertThat(orders.toldOfTeam(four)).containsExactly("GROUP_ORDER_SUCCEEDED");

        for (Buyer buyer : List.of(four, three, two)) {
            orders.pays(buyer);
            orders.pays(buyer);
        }
        assertThat(orders.commands(four)).isEmpty();
        assertThat(orders.commands(three)).containsOnlyKeys("CancelOrder");
        orders.returned(three, 3);
        assertThat(orders.stateOf(three)).isEqualTo(State.RETURNED);
    }

    @OnBothDatabases
    void theOwnerCannotAcceptATeamOfWhichNothingWouldBeLeft(StoreDatabase shared) {
        BuyersOrders orders = aGroupOrder(shared, 6, SIX);
        Buyer four = buys(orders, 4);
        orders.pays(four);
        assertThatThrownBy(orders::acceptTeam).hasMessageContaining("fill no full case");
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        assertThat(orders.stateOf(four)).isEqualTo(State.PAID);
        orders.pays(buys(orders, 2));
        assertThat(orders.acceptTeam()).isTrue();
    }

    @OnBothDatabases
    void theOwnerBuysWhatIsMissingWithinTheTolerance(StoreDatabase shared) {
        BuyersOrders orders = aGroupOrder(shared, 1, new FullCases(6, 2, null));
        Buyer four = buys(orders, 4);
        orders.decideTeam();
        assertThat(orders.stateOf(four)).isEqualTo(State.CONFIRMED);
        assertThat(orders.team().units()).as("only what buyers pay for counts").isEqualTo(4);
    }

    @OnBothDatabases
    void theMinimumCountsTheUnitsInFullCases(StoreDatabase shared) {
        BuyersOrders orders = aGroupOrder(shared, 7, SIX);
        Buyer six = buys(orders, 6);
        Buyer two = buys(orders, 2);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.team().reason()).isEqualTo("cases-not-filled");
        assertThat(List.of(orders.stateOf(six), orders.stateOf(two))).containsOnly(State.FAILED);
        orders.countersMustEqualRows();
        assertThat(orders.toldOfTeam(two)).containsExactly("TEAM_FAILED");
    }

    @OnBothDatabases
    void anArticleThatFillsNoCaseDoesNotAffectTheOthers(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, terms(1, SIX, TEN));
        Buyer tea = buys(orders, 6);
        Buyer mia = buys(orders, 6);
        Buyer eggs = orders.aBuyerWhoHasPaidForArticle("eggs", 9, 300);
        orders.decideTeam();
        assertThat(List.of(orders.stateOf(tea), orders.stateOf(mia))).containsOnly(State.CONFIRMED);
        assertThat(orders.stateOf(eggs)).isEqualTo(State.CASE_NOT_FILLED);
        assertThat(orders.team().paid()).isEqualTo(2);
    }

    @OnBothDatabases
    void ifNoCaseIsFilledTheTeamFails(StoreDatabase shared) {
        BuyersOrders orders = aGroupOrder(shared, 1, SIX);
        Buyer five = buys(orders, 5);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.stateOf(five)).isEqualTo(State.FAILED);
    }

    /** One order pays for tea that fills a case and for an egg that does not: only the egg is returned. */
    @OnBothDatabases
    void ofAnOrderForTwoArticlesOnlyOneIsReturned(StoreDatabase shared) {
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, terms(1, SIX, TEN));
        Buyer mia = buys(orders, 6);
        ParticipationId eggs = orders.alsoBuys(mia, "eggs", 300);
        orders.decideTeam();
        orders.decideTeam();
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        assertThat(orders.stateOf(eggs)).isEqualTo(State.CASE_NOT_FILLED);
        assertThat(orders.toldOfTeam(mia)).containsExactly("GROUP_ORDER_SUCCEEDED", "CASE_NOT_FILLED");
        orders.pays(mia);
        assertThat(orders.commands(mia)).containsOnlyKeys("CancelLine");
        assertThat(orders.commands(mia).get("CancelLine")).contains("l2");
    }

    /** Gather stops after the transaction of the success, and another node settles the places. */
    @OnBothDatabases
    void theChoiceIsThatOfTheSuccessWhoeverSettlesTheTeam(StoreDatabase shared) {
        BuyersOrders orders = aGroupOrder(shared, 6, SIX);
        Buyer four = buys(orders, 4);
        Buyer three = buys(orders, 3);
        Buyer two = buys(orders, 2);
        List.of(four, three, two).forEach(orders::pays);
        orders.endsAtDeadline();
        assertThat(List.of(orders.stateOf(four), orders.stateOf(three), orders.stateOf(two)))
                .as("nothing is settled yet")
                .containsOnly(State.PAID);
        orders.cancelled(four);
        orders.settlesOnAnotherNode();
        assertThat(orders.stateOf(three)).isEqualTo(State.CASE_NOT_FILLED);
        assertThat(orders.stateOf(two)).isEqualTo(State.CONFIRMED);
        assertThat(orders.team().units()).isEqualTo(6);
    }

    /** Nine units would have reached the second tier. */
    @OnBothDatabases
    void aTierCountsTheUnitsInFullCases(StoreDatabase shared) {
        CampaignTerms simple = SomeTerms.groupOrder(new GroupOrder(2, 50, null), new Basket(10, null));
        CampaignTerms tiered = CampaignTerms.of(
                        new TieredPrice(List.of(
                                TieredPrice.Tier.ofUnits(2, Money.parse("EUR 10.00")),
                                TieredPrice.Tier.ofUnits(8, Money.parse("EUR 8.00")))),
                        simple.team(),
                        simple.quantity(),
                        simple.eligibility(),
                        simple.stock(),
                        simple.schedule(),
                        simple.payment(),
                        simple.fulfilment())
                .with(SIX);
        BuyersOrders orders = BuyersOrders.ofAGroupOrder(shared, tiered);
        buys(orders, 6);
        buys(orders, 3);
        orders.decideTeam();
        assertThat(orders.price()).isEqualTo(Money.parse("EUR 10.00"));
    }

    private static RunningCampaign running(StoreDatabase shared, Duration topUp) {
        return new RunningCampaign(shared, terms(1, new FullCases(6, 0, topUp), new FullCases(10, 0, topUp)));
    }

    private static ProblemException refused(RunningCampaign campaign, TeamId team, int units, String article) {
        return catchThrowableOfType(
                ProblemException.class,
                () -> campaign.joins(campaign.aMember(), team, new Wish(units, article), "key-" + units));
    }

    /** In the queue it would roll back the joins that are written together with it. */
    @OnBothDatabases
    void aJoinThatFillsNoCaseIsRefusedBeforeItIsQueued(StoreDatabase shared) {
        RunningCampaign campaign = running(shared, Duration.ofHours(25));
        TeamId team = aTeamWith(campaign, 4);
        refused(campaign, team, 3, null);
        MemberId member = campaign.aMember();
        assertThat(campaign.database.statementsOf(
                        () -> catchThrowable(() -> campaign.joins(member, team, new Wish(5, null), "five"))))
                .as("its key, and the room in the case")
                .isEqualTo(2);
    }

    @OnBothDatabases
    void inTheLastPhaseOnlyOpenCasesAreFilled(StoreDatabase shared) {
        // The campaign ends in a day.
        RunningCampaign campaign = running(shared, Duration.ofHours(25));
        TeamId team = aTeamWith(campaign, 4);
        ProblemException tooMany = refused(campaign, team, 3, null);
        assertThat(tooMany.code()).isEqualTo(ProblemCode.CASE_FULL);
        assertThat(tooMany.getMessage()).contains("Take 2 at most");
        assertThat(campaign.joins(campaign.aMember(), team, new Wish(2, null), "two")
                        .quantity())
                .isEqualTo(2);
        assertThat(refused(campaign, team, 1, null).getMessage()).contains("No new case can be begun");
        assertThat(refused(campaign, team, 1, "eggs").code())
                .as("a case that nobody has begun")
                .isEqualTo(ProblemCode.CASE_FULL);
    }

    /** In the last phase no case could be begun: the place is of the time before. */
    private static TeamId aTeamWith(RunningCampaign campaign, int units) {
        campaign.write("update campaign set ends_at = now() + interval '10' day where store_id = :store");
        TeamId team = campaign.opens(campaign.database, campaign.aMember(), new Wish(units, null))
                .team();
        campaign.write("update team set deadline = now() + interval '1' day where store_id = :store and id = ?", team);
        return team;
    }

    @OnBothDatabases
    void beforeThatEveryCaseCanBeBegun(StoreDatabase shared) {
        RunningCampaign campaign = running(shared, Duration.ofHours(23));
        TeamId team = aTeamWith(campaign, 4);
        assertThat(campaign.joins(campaign.aMember(), team, new Wish(9, null), "nine")
                        .quantity())
                .isEqualTo(9);
    }

    /** Their units are missing again. */
    @OnBothDatabases
    void aHoldThatHasEndedMakesRoom(StoreDatabase shared) {
        RunningCampaign campaign = running(shared, Duration.ofHours(25));
        TeamId team = aTeamWith(campaign, 4);
        Participation two = campaign.joins(campaign.aMember(), team, new Wish(2, null), "two");
        assertThat(refused(campaign, team, 2, null).code()).isEqualTo(ProblemCode.CASE_FULL);
        campaign.write("update participation set state = 'EXPIRED' where store_id = :store and id = ?", two.id());
        assertThat(campaign.joins(campaign.aMember(), team, new Wish(2, null), "again")
                        .quantity())
                .isEqualTo(2);
    }

    /** Six buyers on two nodes want the last two units of a case in the same moment. */
    @OnBothDatabases
    void aCaseIsNeverOverfilled(StoreDatabase shared) throws Exception {
        RunningCampaign campaign = running(shared, Duration.ofHours(25));
        TeamId team = aTeamWith(campaign, 4);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            CyclicBarrier start = new CyclicBarrier(6);
            List<Future<Boolean>> joins = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                StoreDatabase node = i % 2 == 0 ? campaign.database : campaign.otherNode;
                MemberId member = campaign.aMember();
                joins.add(threads.submit(() -> {
                    start.await();
                    try {
                        campaign.opens(node, member, new Wish(1, null));
                        return true;
                    } catch (ProblemException full) {
                        assertThat(full.code()).isEqualTo(ProblemCode.CASE_FULL);
                        return false;
                    }
                }));
            }
            int joined = 0;
            for (Future<Boolean> join : joins) {
                joined += join.get() ? 1 : 0;
            }
            assertThat(joined).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }
}
