package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.groupbuy.terms.TieredPrice.Tier;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Buyers take several units with one place, and the units that are paid decide about the price. */
class QuantitiesTest {

    private static final CampaignTerms UP_TO_THREE = SomeTerms.with(new UpTo(3, null), SomeTerms.team("EUR 10.00", 3));

    private static ProblemException refusal(Runnable request) {
        return catchThrowableOfType(ProblemException.class, request::run);
    }

    @OnBothDatabases
    void aBuyerTakesAsManyUnitsAsThePolicyAllows(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, UP_TO_THREE);
        TeamId team = campaign.opens(campaign.database, campaign.aMember(), 3).team();
        assertThat(campaign.joins(campaign.aMember(), team, 2, "key").quantity())
                .isEqualTo(2);
        for (int quantity : new int[] {0, -1, 4}) {
            MemberId member = campaign.aMember();
            assertThat(refusal(() -> campaign.joins(member, team, quantity, "key"))
                            .getMessage())
                    .isEqualTo("quantity must be a whole number from 1 to 3.");
            assertThat(refusal(() -> campaign.opens(campaign.database, member, quantity))
                            .code())
                    .isEqualTo(ProblemCode.INVALID_VALUE);
        }
    }

    @OnBothDatabases
    void aRepeatedRequestGetsTheSamePlaceAndAnotherQuantityIsAnotherRequest(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, UP_TO_THREE);
        TeamId team = campaign.opens(campaign.aMember()).team();
        MemberId member = campaign.aMember();
        Participation place = campaign.joins(member, team, 2, "key");
        assertThat(campaign.joins(member, team, 2, "key").id()).isEqualTo(place.id());
        assertThat(refusal(() -> campaign.joins(member, team, 3, "key")).code())
                .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }

    @OnBothDatabases
    void theUnitsOfABuyerInAllTeamsOfTheCampaignAreLimited(StoreDatabase shared) {
        RunningCampaign campaign =
                new RunningCampaign(shared, SomeTerms.with(new UpTo(3, 4), SomeTerms.team("EUR 10.00", 3)));
        TeamId first = campaign.opens(campaign.aMember()).team();
        TeamId second = campaign.opens(campaign.aMember()).team();
        MemberId mia = campaign.aMember();
        Participation place = campaign.joins(mia, first, 3, "first");
        confirmed(campaign, place);
        ProblemException refused = refusal(() -> campaign.joins(mia, second, 2, "second"));
        assertThat(refused.code()).isEqualTo(ProblemCode.BUYER_LIMIT);
        assertThat(refused.getMessage())
                .isEqualTo("A buyer can take 4 units of this campaign, and this one has taken 3. Take 1 at most.");
        assertThat(refusal(() -> campaign.opens(campaign.otherNode, mia, 2)).code())
                .isEqualTo(ProblemCode.BUYER_LIMIT);
        assertThat(campaign.database
                        .bean(Teams.class)
                        .find(campaign.store, second)
                        .orElseThrow()
                        .held())
                .as("a refused join holds no place")
                .isEqualTo(1);
        assertThat(campaign.joins(mia, second, 1, "third").quantity()).isEqualTo(1);
    }

    /** What was asked for and not ordered does not count. */
    @OnBothDatabases
    void theLimitCountsTheUnitsThatWerePaid(StoreDatabase shared) {
        RunningCampaign campaign =
                new RunningCampaign(shared, SomeTerms.with(new UpTo(3, 4), SomeTerms.team("EUR 10.00", 3)));
        TeamId first = campaign.opens(campaign.aMember()).team();
        TeamId second = campaign.opens(campaign.aMember()).team();
        MemberId mia = campaign.aMember();
        Participation place = campaign.joins(mia, first, 3, "first");
        confirmed(campaign, place);
        campaign.write("update participation set units = 1 where store_id = :store and id = ?", place.id());
        assertThat(campaign.joins(mia, second, 3, "second").quantity()).isEqualTo(3);
    }

    private static void confirmed(RunningCampaign campaign, Participation place) {
        campaign.write(
                "update participation set state = 'CONFIRMED', active_member_id = null where store_id = :store and id = ?",
                place.id());
    }

    @OnBothDatabases
    void aTeamReservesTheMostUnitsThatItCanSell(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(
                shared, SomeTerms.with(new UpTo(3, null), new CampaignStock(17), SomeTerms.team("EUR 10.00", 3)));
        TeamId team = campaign.opens(campaign.aMember()).team();
        assertThat(campaign.unitsLeft()).isEqualTo(8);
        assertThat(refusal(() -> {
                    campaign.opens(campaign.aMember());
                }))
                .extracting(ProblemException::code)
                .isEqualTo(ProblemCode.SOLD_OUT);
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database.bean(TeamEnding.class).cancel(campaign.store, team);
        });
        assertThat(campaign.unitsLeft()).isEqualTo(17);
    }

    private static BuyersOrders aTeamOfThreeThatNeedsTwo(StoreDatabase shared, Tier first, Tier second) {
        return new BuyersOrders(shared)
                .on(SomeTerms.with(
                        new TieredPrice(List.of(first, second)), SomeTerms.minimumTeam(2, 3), new UpTo(3, null)));
    }

    private static Money euro(String amount) {
        return Money.parse("EUR " + amount);
    }

    @OnBothDatabases
    void theUnitsOfAllBuyersReachATier(StoreDatabase shared) {
        BuyersOrders orders =
                aTeamOfThreeThatNeedsTwo(shared, Tier.ofUnits(2, euro("10.00")), Tier.ofUnits(5, euro("8.50")));
        Buyer two = orders.aBuyerWhoHasPaidFor(2, 2);
        Buyer three = orders.aBuyerWhoHasPaidFor(3, 3);
        orders.decideTeam();
        assertThat(orders.team().units()).isEqualTo(5);
        assertThat(orders.price()).isEqualTo(euro("8.50"));
        orders.pays(two);
        orders.pays(three);
        assertThat(orders.commands(two).get("Refund")).contains("\"amount\":300");
        assertThat(orders.commands(three).get("Refund")).contains("\"amount\":450");
    }

    @OnBothDatabases
    void theTurnoverOfAllBuyersReachesATier(StoreDatabase shared) {
        BuyersOrders orders = aTeamOfThreeThatNeedsTwo(
                shared, Tier.ofTurnover(euro("20.00"), euro("10.00")), Tier.ofTurnover(euro("40.00"), euro("9.00")));
        Buyer one = orders.aBuyerWhoHasPaidFor(1, 1);
        orders.aBuyerWhoHasPaidFor(3, 3);
        orders.decideTeam();
        assertThat(orders.price()).isEqualTo(euro("9.00"));
        orders.pays(one);
        assertThat(orders.commands(one).get("Refund")).contains("\"amount\":100");
    }

    @OnBothDatabases
    void unitsThatWereNotOrderedDoNotCount(StoreDatabase shared) {
        BuyersOrders orders =
                aTeamOfThreeThatNeedsTwo(shared, Tier.ofUnits(2, euro("10.00")), Tier.ofUnits(5, euro("8.50")));
        orders.aBuyerWhoHasPaidFor(2, 2);
        orders.aBuyerWhoHasPaidFor(3, 2);
        orders.decideTeam();
        assertThat(orders.team().units()).isEqualTo(4);
        assertThat(orders.price()).isEqualTo(euro("10.00"));
    }

    @OnBothDatabases
    void unitsThatAreCancelledWhileTheTeamIsOpenNoLongerCount(StoreDatabase shared) {
        BuyersOrders orders =
                aTeamOfThreeThatNeedsTwo(shared, Tier.ofUnits(2, euro("10.00")), Tier.ofUnits(5, euro("8.50")));
        orders.teamHasADayLeft();
        orders.pays(orders.aBuyerWhoHasPaidFor(2, 2));
        Buyer three = orders.aBuyerWhoHasPaidFor(3, 3);
        orders.pays(three);
        assertThat(orders.team().units()).isEqualTo(5);
        orders.cancelledUnits(three, 1);
        assertThat(orders.team().units()).isEqualTo(4);
        orders.deadlineWas(1);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.price()).isEqualTo(euro("10.00"));
    }

    /** The place stays the buyer's, and a team that fails counts no units. */
    @OnBothDatabases
    void allUnitsOfAFailedTeamAreFree(StoreDatabase shared) {
        BuyersOrders orders =
                aTeamOfThreeThatNeedsTwo(shared, Tier.ofUnits(2, euro("10.00")), Tier.ofUnits(5, euro("8.50")));
        orders.aBuyerWhoHasPaidFor(3, 3);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(orders.team().units()).isZero();
    }
}
