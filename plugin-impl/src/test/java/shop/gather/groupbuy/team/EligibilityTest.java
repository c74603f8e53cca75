package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.NewBuyers;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.referral.commission.AnOrder;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** A customer brings new buyers: who has bought in the shop before may open a team, but not join one. */
class EligibilityTest {

    private RunningCampaign campaign;

    private void forNewBuyersOn(StoreDatabase shared) {
        campaign = new RunningCampaign(
                        shared, SomeTerms.team("EUR 10.00", 3, new NewBuyers(), new StockPolicy.ShopStock()))
                .connected();
    }

    private ProblemException refusal(MemberId member, TeamId team) {
        return catchThrowableOfType(ProblemException.class, () -> campaign.joins(member, team));
    }

    @OnBothDatabases
    void aCustomerOpensATeamAndNewBuyersJoinIt(StoreDatabase shared) {
        forNewBuyersOn(shared);
        TeamId team = campaign.opens(
                        campaign.aMemberWith(AnOrder.of().line(5_000, 0).paid()))
                .team();
        assertThat(campaign.joins(campaign.aNewBuyer(), team).team()).isEqualTo(team);
        ProblemException refused =
                refusal(campaign.aMemberWith(AnOrder.of().line(5_000, 0).paid()), team);
        assertThat(refused.code()).isEqualTo(ProblemCode.NOT_ELIGIBLE);
        assertThat(refused.getMessage()).contains("Open a team");
        assertThat(campaign.database
                        .bean(Teams.class)
                        .find(campaign.store, team)
                        .orElseThrow()
                        .held())
                .isEqualTo(2);
    }

    @OnBothDatabases
    void anOrderThatWasCancelledOrRefundedDoesNotMakeACustomer(StoreDatabase shared) {
        forNewBuyersOn(shared);
        TeamId team = campaign.opens(campaign.aNewBuyer()).team();
        for (AnOrder order : List.of(
                AnOrder.of().line(5_000, 0).paid().cancelled(),
                AnOrder.of().line(5_000, 0).paid().refunded(5_000))) {
            MemberId member = campaign.aMemberWith(order);
            assertThat(campaign.joins(member, team).member()).isEqualTo(member);
        }
    }

    @OnBothDatabases
    void whileTheShopCannotBeAskedNobodyIsAdmittedOrRefused(StoreDatabase shared) {
        forNewBuyersOn(shared);
        TeamId team = campaign.opens(campaign.aNewBuyer()).team();
        MemberId member = campaign.aMember();
        ScriptedAdapter.lists(campaign.customer(member), since -> {
            throw new ShopException(ShopError.UNREACHABLE, "The shop is away.");
        });
        assertThatThrownBy(() -> campaign.joins(member, team)).isInstanceOf(ShopException.class);
        ScriptedAdapter.lists(campaign.customer(member), since -> List.of());
        assertThat(campaign.joins(member, team).member()).isEqualTo(member);
    }

    /** The order that pays for the place does not take it away when the buyer's app repeats the request. */
    @OnBothDatabases
    void theSameRequestGetsTheSamePlaceThoughTheBuyerHasPaid(StoreDatabase shared) {
        forNewBuyersOn(shared);
        TeamId team = campaign.opens(campaign.aNewBuyer()).team();
        MemberId member = campaign.aNewBuyer();
        Participation place = campaign.joins(member, team, "one-request");
        ScriptedAdapter.lists(campaign.customer(member), since -> List.of("paid-" + member));
        ScriptedAdapter.answers(
                "paid-" + member,
                () -> Optional.of(AnOrder.of()
                        .called("paid-" + member)
                        .line(5_000, 0)
                        .paid()
                        .snapshot()));
        assertThat(campaign.joins(member, team, "one-request").id()).isEqualTo(place.id());
    }

    @OnBothDatabases
    void anotherNodeReadsThePolicyOnce(StoreDatabase shared) {
        RunningCampaign open = new RunningCampaign(shared, SomeTerms.team("EUR 10.00", 3));
        TeamId team = open.opens(open.otherNode, open.aMember()).team();
        MemberId first = open.aMember();
        MemberId second = open.aMember();
        assertThat(open.database.statementsOf(() -> open.joins(first, team))).isEqualTo(3);
        assertThat(open.database.statementsOf(() -> open.joins(second, team))).isEqualTo(2);
    }

    @OnBothDatabases
    void aJoinThatCannotSucceedDoesNotAskTheShop(StoreDatabase shared) {
        forNewBuyersOn(shared);
        TeamId team = campaign.opens(campaign.aNewBuyer()).team();
        MemberId late = campaign.aMember();
        ScriptedAdapter.lists(campaign.customer(late), since -> {
            throw new IllegalStateException("the shop was asked");
        });
        campaign.joins(campaign.aNewBuyer(), team);
        campaign.joins(campaign.aNewBuyer(), team);
        assertThat(refusal(late, team).code()).isEqualTo(ProblemCode.TEAM_FULL);
        campaign.write("update team set deadline = now() where store_id = :store and id = ?", team);
        assertThat(refusal(late, team).code()).isEqualTo(ProblemCode.TEAM_CLOSED);
    }

    @OnBothDatabases
    void whoWasRefusedAMomentAgoIsRefusedWithoutTheShop(StoreDatabase shared) {
        forNewBuyersOn(shared);
        TeamId team = campaign.opens(campaign.aNewBuyer()).team();
        MemberId customer = campaign.aMemberWith(AnOrder.of().line(5_000, 0).paid());
        assertThat(refusal(customer, team).code()).isEqualTo(ProblemCode.NOT_ELIGIBLE);
        ScriptedAdapter.lists(campaign.customer(customer), since -> {
            throw new IllegalStateException("the shop was asked");
        });
        assertThat(refusal(customer, team).code()).isEqualTo(ProblemCode.NOT_ELIGIBLE);
    }
}
