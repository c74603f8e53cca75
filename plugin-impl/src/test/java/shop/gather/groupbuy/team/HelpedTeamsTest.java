package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.figure.TeamTimeline;
import shop.gather.groupbuy.help.HelpSteps;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.AloneTeam;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.HelpedPrice;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** A buyer pays 10.00; three friends lower the price to 8.33, 6.66 and 5.00. */
class HelpedTeamsTest {

    private BuyersOrders orders;
    private HelpSteps helping;
    private TeamId team;

    private static CampaignTerms helped(int helpers) {
        return SomeTerms.paidAtOnce(SomeTerms.with(
                new HelpedPrice(Money.parse("EUR 10.00"), Money.parse("EUR 5.00"), helpers),
                new AloneTeam(Duration.ofHours(24))));
    }

    private void aTeamOn(StoreDatabase shared, int helpers) {
        orders = new BuyersOrders(shared).forOneBuyerOn(helped(helpers));
        helping = new HelpSteps(orders.database());
        team = orders.team().id();
    }

    private Buyer aPaidBuyer() {
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.pays(buyer);
        assertThat(orders.stateOf(buyer)).isEqualTo(State.PAID);
        return buyer;
    }

    private ProblemCode refusalOf(MemberId friend) {
        return refusalOf(friend, team);
    }

    private ProblemCode refusalOf(MemberId friend, TeamId of) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> helping.helps(friend, of));
        return refused == null ? null : refused.code();
    }

    private MemberId memberOf(Buyer buyer) {
        return orders.database()
                .bean(Participations.class)
                .find(orders.database().store(), buyer.place())
                .orElseThrow()
                .member();
    }

    @OnBothDatabases
    void withAllHelpsTheTeamSucceedsAtOnceAndTheDifferenceComesBack(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        assertThat(helping.helps(orders.aFriend(), team)).isEqualTo(Money.parse("EUR 1.67"));
        assertThat(orders.price()).isEqualTo(Money.parse("EUR 8.33"));
        assertThat(helping.helps(orders.aFriend(), team)).isEqualTo(Money.parse("EUR 1.67"));
        assertThat(orders.team().state()).isEqualTo(Team.State.OPEN);
        assertThat(helping.helps(orders.aFriend(), team)).isEqualTo(Money.parse("EUR 1.66"));
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        orders.decideTeam();
        orders.pays(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        assertThat(orders.commands(mia).get("Refund")).contains("\"amount\":500");
        assertThat(orders.toldOfTeam(mia)).containsExactly("PRICE_HELPED", "HELP_ENDED");
        assertThat(refusalOf(orders.aFriend())).isEqualTo(ProblemCode.ALL_HELPS_GIVEN);
    }

    @OnBothDatabases
    void atTheDeadlineTheHelpsSoFarCount(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        helping.helps(orders.aFriend(), team);
        orders.deadlineWas(1);
        assertThat(refusalOf(orders.aFriend())).isEqualTo(ProblemCode.TEAM_CLOSED);
        orders.decideTeam();
        orders.pays(mia);
        assertThat(orders.commands(mia).get("Refund")).contains("\"amount\":167");
    }

    @OnBothDatabases
    void aBuyerWhomNobodyHelpsHasBoughtAtThePrice(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        orders.deadlineWas(1);
        orders.decideTeam();
        orders.pays(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        assertThat(orders.commands(mia)).isEmpty();
        assertThat(orders.toldOfTeam(mia)).containsExactly("HELP_ENDED");
    }

    @OnBothDatabases
    void aRepeatedHelpIsTheSameHelp(StoreDatabase shared) {
        aTeamOn(shared, 3);
        aPaidBuyer();
        MemberId noah = orders.aFriend();
        assertThat(helping.helps(noah, team)).isEqualTo(helping.helps(noah, team));
        assertThat(orders.team().helps()).isEqualTo(1);
    }

    @OnBothDatabases
    void theBuyerCannotHelpAndNobodyHelpsBeforeThePayment(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = orders.aBuyerWhoHasPaid();
        MemberId noah = orders.aFriend();
        assertThat(refusalOf(noah)).isEqualTo(ProblemCode.TEAM_NOT_PAID);
        orders.pays(mia);
        assertThat(refusalOf(memberOf(mia))).isEqualTo(ProblemCode.OWN_TEAM);
        assertThat(refusalOf(noah)).as("a refused help is not used up").isNull();
        assertThat(orders.team().helps()).isEqualTo(1);
    }

    @OnBothDatabases
    void aMemberHelpsOneBuyerOfACampaign(StoreDatabase shared) {
        aTeamOn(shared, 3);
        aPaidBuyer();
        TeamId other = orders.anotherTeam(2, 1, Duration.ofHours(1));
        orders.letFriendsHelp(other, 3);
        MemberId noah = orders.aFriend();
        helping.helps(noah, team);
        assertThat(refusalOf(noah, other)).isEqualTo(ProblemCode.ALREADY_HELPED);
        assertThat(orders.team(other).helps()).isZero();
    }

    @OnBothDatabases
    void inOtherCampaignsFriendsCannotHelp(StoreDatabase shared) {
        BuyersOrders others = new BuyersOrders(shared);
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> new HelpSteps(others.database())
                .helps(others.aFriend(), others.team().id()));
        assertThat(refused.code()).isEqualTo(ProblemCode.CONFLICT);
        assertThat(refused).hasMessageContaining("pricePolicy");
    }

    @OnBothDatabases
    void aMemberOfAnotherStoreFindsNoTeam(StoreDatabase shared) {
        aTeamOn(shared, 3);
        aPaidBuyer();
        BuyersOrders neighbours = new BuyersOrders(shared).forOneBuyerOn(helped(3));
        HelpSteps there = new HelpSteps(neighbours.database());
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> there.helps(neighbours.aFriend(), team));
        assertThat(refused.code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(orders.team().helps()).isZero();
    }

    /** On two nodes, and each friend twice. */
    @OnBothDatabases
    void fiftyFriendsAtOnceGiveTenSteps(StoreDatabase shared) throws Exception {
        aTeamOn(shared, 10);
        Buyer mia = aPaidBuyer();
        List<HelpSteps> nodes = List.of(helping, new HelpSteps(orders.anotherNode()));
        List<Callable<Money>> helps = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            MemberId friend = orders.aFriend();
            nodes.forEach(node -> helps.add(() -> worth(node, friend)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        int given = 0;
        try {
            for (Future<Money> help : threads.invokeAll(helps)) {
                given += help.get() == null ? 0 : 1;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(given).as("ten friends, each on two nodes").isEqualTo(20);
        assertThat(orders.team().helps()).isEqualTo(10);
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.price()).isEqualTo(Money.parse("EUR 5.00"));
        assertThat(orders.toldOfTeam(mia)).containsExactly("PRICE_HELPED", "HELP_ENDED");
    }

    private Money worth(HelpSteps node, MemberId friend) {
        try {
            return node.helps(friend, team);
        } catch (ProblemException refused) {
            assertThat(refused.code()).isEqualTo(ProblemCode.ALL_HELPS_GIVEN);
            return null;
        }
    }

    @OnBothDatabases
    void mergedFriendsHaveHelpedOnceAndThePriceStays(StoreDatabase shared) {
        aTeamOn(shared, 3);
        aPaidBuyer();
        MemberId from = orders.aFriend();
        MemberId into = orders.aFriend();
        MemberId third = orders.aFriend();
        helping.helps(from, team);
        helping.merged(from, into);
        helping.helps(into, team);
        assertThat(orders.team().helps())
                .as("the help moved to the remaining member")
                .isEqualTo(1);
        helping.helps(third, team);
        helping.merged(third, into);
        assertThat(orders.team().helps()).as("what was given stays given").isEqualTo(2);
        helping.helps(into, team);
        assertThat(orders.team().helps()).isEqualTo(2);
    }

    @OnBothDatabases
    void anErasedFriendIsForgottenAndThePriceStays(StoreDatabase shared) {
        aTeamOn(shared, 3);
        aPaidBuyer();
        MemberId noah = orders.aFriend();
        helping.helps(noah, team);
        helping.erased(noah);
        assertThat(orders.helpersOf(team)).isZero();
        assertThat(orders.price()).isEqualTo(Money.parse("EUR 8.33"));
    }

    @OnBothDatabases
    void whoLeavesGetsEverythingBackAndTheTeamEnds(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        helping.helps(orders.aFriend(), team);
        orders.leaves(mia);
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(refusalOf(orders.aFriend())).isEqualTo(ProblemCode.TEAM_CLOSED);
        orders.pays(mia);
        assertThat(orders.commands(mia)).hasSize(1).doesNotContainKey("Rebate");
    }

    /** Otherwise a stranger could take the place with the helps. */
    @OnBothDatabases
    void anOrderThatIsCancelledInTheShopEndsTheTeam(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        helping.helps(orders.aFriend(), team);
        orders.cancelled(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.WITHDRAWN);
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.team().placesLeft()).isZero();
    }

    @OnBothDatabases
    void theOwnerCanEndItBeforeWithTheHelpsSoFar(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        helping.helps(orders.aFriend(), team);
        assertThat(orders.acceptTeam()).isTrue();
        orders.decideTeam();
        orders.pays(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.CONFIRMED);
        assertThat(orders.commands(mia).get("Refund")).contains("\"amount\":167");
    }

    @OnBothDatabases
    void theOwnerCanCancelAPaidTeamThatIsStillHelped(StoreDatabase shared) {
        aTeamOn(shared, 3);
        Buyer mia = aPaidBuyer();
        orders.cancelTeam();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.stateOf(mia)).isEqualTo(State.FAILED);
    }

    @OnBothDatabases
    void theTimelineTellsEachHelp(StoreDatabase shared) {
        aTeamOn(shared, 1);
        aPaidBuyer();
        helping.helps(orders.aFriend(), team);
        assertThat(orders.database()
                        .bean(TeamTimeline.class)
                        .page(orders.database().store(), team, null, 100)
                        .items())
                .filteredOn(entry -> entry.place() == null)
                .extracting(entry -> entry.what() + " " + entry.reason())
                .containsExactly("TEAM_OPENED null", "TEAM_HELPED null", "TEAM_SUCCEEDED all-helps-given");
    }

    @OnBothDatabases
    void theProgressShowsTheNextStep(StoreDatabase shared) {
        aTeamOn(shared, 3);
        aPaidBuyer();
        helping.helps(orders.aFriend(), team);
        HelpProgress help = TeamProgress.of(orders.team(), helped(3)).help();
        assertThat(help.given()).isEqualTo(1);
        assertThat(help.most()).isEqualTo(3);
        assertThat(help.next().amount()).isEqualTo("1.67");
        assertThat(help.lowestPrice().amount()).isEqualTo("5.00");
        assertThat(TeamProgress.of(orders.team(), SomeTerms.team("EUR 10.00", 2))
                        .help())
                .isNull();
    }
}
