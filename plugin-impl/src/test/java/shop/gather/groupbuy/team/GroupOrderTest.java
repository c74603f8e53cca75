package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.terms.Basket;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CommunityMembers;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.groupbuy.terms.TeamPolicy;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** All buyers of a campaign are in one team, each takes what she wants of each article, until the cut-off. */
class GroupOrderTest {

    private static final FurtherArticle EGGS = new FurtherArticle(
            "eggs", "Eggs", null, "https://shop.example", Money.parse("EUR 4.00"), SomeTerms.groupPrice("EUR 3.00"));

    /** Tea and eggs; ten units are needed. */
    private static CampaignTerms terms(StockPolicy stock) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 2));
        return CampaignTerms.of(
                        simple.price(),
                        new GroupOrder(10, 100, null),
                        new Basket(5, 8),
                        simple.eligibility(),
                        stock,
                        simple.schedule(),
                        simple.payment(),
                        simple.fulfilment())
                .with(List.of(EGGS));
    }

    /** The payment is taken at once. */
    private static CampaignTerms terms(PricePolicy price, TeamPolicy team, QuantityPolicy quantity) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 2));
        return CampaignTerms.of(
                price,
                team,
                quantity,
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                simple.payment(),
                simple.fulfilment());
    }

    private static final CampaignTerms TERMS = terms(new StockPolicy.ShopStock());

    private static ProblemCode refusal(Runnable request) {
        return catchThrowableOfType(ProblemException.class, request::run).code();
    }

    @OnBothDatabases
    void whoeverComesFirstAllAreInOneTeam(StoreDatabase shared) throws Exception {
        RunningCampaign campaign = new RunningCampaign(shared, terms(new CampaignStock(500)));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            CyclicBarrier start = new CyclicBarrier(6);
            List<Future<TeamId>> opened = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                StoreDatabase node = i % 2 == 0 ? campaign.database : campaign.otherNode;
                MemberId member = campaign.aMember();
                opened.add(threads.submit(() -> {
                    start.await();
                    return campaign.opens(node, member).team();
                }));
            }
            Set<TeamId> teams = new HashSet<>();
            for (Future<TeamId> one : opened) {
                teams.add(one.get());
            }
            assertThat(teams).hasSize(1);
            Team team = campaign.onlyTeam();
            assertThat(team.held()).isEqualTo(6);
            assertThat(campaign.unitsLeft()).as("reserved once").isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void aBuyerHasOnePlaceForEachArticle(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        MemberId mia = campaign.aMember();
        Participation tea = campaign.opens(campaign.database, mia, new Wish(2, null));
        Participation eggs = campaign.joins(mia, tea.team(), new Wish(5, "eggs"), "eggs");
        assertThat(eggs.variantId()).isEqualTo("eggs");
        assertThat(refusal(() -> campaign.joins(mia, tea.team(), new Wish(1, "eggs"), "more")))
                .isEqualTo(ProblemCode.ALREADY_IN_TEAM);
        assertThat(refusal(() -> campaign.opens(campaign.database, mia, new Wish(1, null))))
                .isEqualTo(ProblemCode.ALREADY_IN_TEAM);
        assertThat(campaign.onlyTeam().held()).isEqualTo(2);
    }

    @OnBothDatabases
    void theUnitsOfAllArticlesOfABuyerAreLimited(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        MemberId mia = campaign.aMember();
        TeamId team = campaign.opens(campaign.database, mia, new Wish(5, null)).team();
        assertThat(refusal(() -> campaign.joins(mia, team, new Wish(4, "eggs"), "eggs")))
                .isEqualTo(ProblemCode.BUYER_LIMIT);
        assertThat(campaign.joins(mia, team, new Wish(3, "eggs"), "fewer eggs").quantity())
                .isEqualTo(3);
    }

    /** Those who come later must still find it. */
    @OnBothDatabases
    void itGoesOnWhenNobodyIsLeftInIt(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        Participation place = campaign.opens(campaign.aMember());
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database.bean(Participations.class).endUnpaid(campaign.store, place, Step.EXPIRE, "hold-ended");
            campaign.database.bean(Teams.class).releaseHeld(campaign.store, place.team(), 1);
        });
        assertThat(campaign.onlyTeam().state()).isEqualTo(Team.State.OPEN);
        assertThat(campaign.opens(campaign.aMember()).team()).isEqualTo(place.team());
    }

    @OnBothDatabases
    void atTheCutOffThePaidUnitsDecide(StoreDatabase shared) {
        for (int units : new int[] {9, 10}) {
            RunningCampaign campaign = new RunningCampaign(shared, TERMS);
            TeamId team = campaign.opens(campaign.aMember()).team();
            campaign.write(
                    "update team set held = 0, paid = 2, units = ? where store_id = :store and id = ?", units, team);
            campaign.database.transactions().inStore(campaign.store, () -> {
                campaign.database.bean(TeamEnding.class).endAtDeadline(campaign.store, campaign.onlyTeam());
            });
            assertThat(campaign.onlyTeam().state())
                    .as("%d units", units)
                    .isEqualTo(units < 10 ? Team.State.FAILED : Team.State.SUCCEEDED);
        }
    }

    /** Buyers may leave and take something else until the cut-off. */
    @OnBothDatabases
    void itDoesNotEndBeforeTheCutOffWhenAllPlacesArePaid(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        TeamId team = campaign.opens(campaign.database, campaign.aMember(), new Wish(5, null))
                .team();
        campaign.write("update team set size = 1 where store_id = :store and id = ?", team);
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database.bean(Teams.class).payHeld(campaign.store, team, 5, 20, Instant.now());
        });
        assertThat(campaign.onlyTeam().state()).isEqualTo(Team.State.OPEN);
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database.bean(TeamEnding.class).cancel(campaign.store, team);
        });
        assertThat(campaign.onlyTeam().state()).as("the owner can cancel it").isEqualTo(Team.State.FAILED);
    }

    /** Mia has bought two articles at two prices; Noah only one of them. */
    @OnBothDatabases
    void everybodyIsToldOnceThatItHasSucceeded(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        MemberId mia = campaign.aMember();
        MemberId noah = campaign.aMember();
        TeamId team = campaign.opens(campaign.database, mia, new Wish(5, null)).team();
        campaign.joins(mia, team, new Wish(3, "eggs"), "eggs");
        campaign.joins(noah, team, new Wish(5, "eggs"), "eggs");
        campaign.write(
                "update participation set state = 'PAID', units = quantity where store_id = :store and team_id = ?",
                team);
        campaign.write("update team set held = 0, paid = 3, units = 13 where store_id = :store and id = ?", team);
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database.bean(TeamEnding.class).endAtDeadline(campaign.store, campaign.onlyTeam());
        });
        for (MemberId member : List.of(mia, noah)) {
            assertThat(campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                            .sql()
                            .list(
                                    campaign.store,
                                    "select kind from message where store_id = :store and member_id = ?",
                                    row -> row.getString("kind"),
                                    member)))
                    .containsExactly("GROUP_ORDER_SUCCEEDED");
        }
    }

    @Test
    void whatCannotBeCombinedIsRefused() {
        GroupOrder order = new GroupOrder(10, 100, null);
        assertThatThrownBy(() -> terms(
                        new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 5.00")), order, new Basket(5, null)))
                .hasMessageContaining("nobody opens its team");
        assertThatThrownBy(() -> terms(SomeTerms.groupPrice("EUR 10.00"), SomeTerms.fullTeam(2), new Basket(5, null)))
                .hasMessageContaining("basket needs teamPolicy group-order");
    }

    @OnBothDatabases
    void nobodyBuysInACampaignThatDoesNotRun(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        campaign.write("update campaign set state = 'CLOSED' where store_id = :store");
        assertThat(refusal(() -> campaign.opens(campaign.aMember()))).isEqualTo(ProblemCode.CAMPAIGN_NOT_OPEN);
    }

    @OnBothDatabases
    void onlyMembersOfTheCommunityMayBuy(StoreDatabase shared) {
        CampaignTerms simple = SomeTerms.team("EUR 10.00", 3);
        UUID community = Ids.next();
        RunningCampaign campaign = new RunningCampaign(
                shared, SomeTerms.team("EUR 10.00", 3, new CommunityMembers(community), simple.stock()));
        MemberId mia = campaign.aMember();
        MemberId noah = campaign.aMember();
        MemberId zoe = campaign.aMember();
        campaign.belongTo(community, mia, noah);
        TeamId team = campaign.opens(mia).team();
        assertThat(campaign.joins(noah, team).team()).isEqualTo(team);
        assertThat(refusal(() -> campaign.joins(zoe, team))).isEqualTo(ProblemCode.NOT_ELIGIBLE);
        assertThat(refusal(() -> campaign.opens(zoe))).isEqualTo(ProblemCode.NOT_ELIGIBLE);
    }

    @Test
    void theTermsAreReadAsTheyWereWritten() {
        assertThat(TermsJson.read(TermsJson.write(TERMS))).isEqualTo(TERMS);
        CampaignTerms community =
                SomeTerms.team("EUR 10.00", 2, new CommunityMembers(Ids.next()), new StockPolicy.ShopStock());
        assertThat(TermsJson.read(TermsJson.write(community))).isEqualTo(community);
    }

    @Test
    void theMinimumMustBePossible() {
        assertThatThrownBy(() -> terms(
                        SomeTerms.groupPrice("EUR 10.00"), new GroupOrder(11, 10, null), new QuantityPolicy.OneUnit()))
                .hasMessageContaining("minimumUnits");
    }
}
