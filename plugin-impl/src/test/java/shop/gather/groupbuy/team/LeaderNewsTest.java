package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.leaders.LeaderSteps;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CommunityMembers;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;

/** Leaders are told once of the first join in a campaign, of each team that succeeds, and of complete pick lists. */
class LeaderNewsTest {

    private RunningCampaign campaign;

    private void aCampaign(StoreDatabase shared, CampaignTerms terms) {
        campaign = new RunningCampaign(shared, terms);
    }

    /** A member of a community whose leader is returned. */
    private LeaderId aCommunity(UUID community, MemberId... members) {
        LeaderId leader = campaign.database.leader();
        campaign.write(
                "insert into community (store_id, id, leader_id, name, version, created_at)"
                        + " values (:store, ?, ?, 'Tea lovers', 0, now())",
                community,
                leader);
        for (MemberId member : members) {
            campaign.write(
                    "insert into community_member (store_id, community_id, member_id, role, joined_at)"
                            + " values (:store, ?, ?, 'MEMBER', now())",
                    community,
                    member);
        }
        return leader;
    }

    private void brought(LeaderId leader, MemberId member) {
        campaign.write(
                "insert into referral (store_id, member_id, leader_id, evidence, bound_at, expires_at)"
                        + " values (:store, ?, ?, 'LINK', now() - interval '1' hour, now() + interval '90' day)",
                member,
                leader);
    }

    private List<String> told(LeaderId leader) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .list(
                        campaign.store,
                        "select m.kind from message m where m.store_id = :store and m.member_id ="
                                + " (select l.member_id from leader l where l.store_id = :store and l.id = ?) order by m.kind",
                        row -> row.getString("kind"),
                        leader));
    }

    private void tellLeaders(TeamId team) {
        new LeaderSteps(campaign.database).tell(team);
    }

    private void succeeds(TeamId team) {
        campaign.write("update team set paid = size, units = size, held = 0 where store_id = :store and id = ?", team);
        campaign.write("update participation set state = 'PAID' where store_id = :store and team_id = ?", team);
        campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .bean(TeamEnding.class)
                .fill(campaign.store, team));
    }

    @OnBothDatabases
    void theLeaderWhoBroughtTheOpenerIsToldOfTheFirstJoinInTheCampaignOnly(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 2));
        LeaderId lena = campaign.database.leader();
        LeaderId other = campaign.database.leader();
        MemberId mia = campaign.aMember();
        MemberId noah = campaign.aMember();
        brought(lena, mia);
        brought(lena, noah);
        TeamId first = campaign.opens(mia).team();
        TeamId second = campaign.opens(noah).team();
        tellLeaders(first);
        tellLeaders(first);
        tellLeaders(second);
        assertThat(told(lena)).containsExactly("LEADER_FIRST_JOIN");
        assertThat(told(other)).isEmpty();
    }

    @OnBothDatabases
    void theLeaderOfTheCommunityIsToldOfItsCampaign(StoreDatabase shared) {
        UUID community = Ids.next();
        aCampaign(shared, SomeTerms.team("EUR 10.00", 2, new CommunityMembers(community), new StockPolicy.ShopStock()));
        MemberId mia = campaign.aMember();
        LeaderId lena = aCommunity(community, mia);
        TeamId team = campaign.opens(mia).team();
        succeeds(team);
        tellLeaders(team);
        assertThat(told(lena)).containsExactly("LEADER_FIRST_JOIN", "LEADER_TEAM_SUCCEEDED");
    }

    @OnBothDatabases
    void aSuspendedLeaderIsToldNothing(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 2));
        LeaderId lena = campaign.database.leader();
        campaign.write("update leader set state = 'SUSPENDED' where store_id = :store and id = ?", lena);
        MemberId mia = campaign.aMember();
        brought(lena, mia);
        tellLeaders(campaign.opens(mia).team());
        assertThat(told(lena)).isEmpty();
    }

    @OnBothDatabases
    void twoNodesTellOnceOfATeamThatSucceeds(StoreDatabase shared) throws Exception {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 2));
        LeaderId lena = campaign.database.leader();
        MemberId mia = campaign.aMember();
        brought(lena, mia);
        TeamId team = campaign.opens(mia).team();
        tellLeaders(team);
        succeeds(team);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                LeaderSteps node = new LeaderSteps(i % 2 == 0 ? campaign.database : campaign.otherNode);
                all.add(threads.submit(() -> node.tell(team)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(told(lena)).containsExactly("LEADER_FIRST_JOIN", "LEADER_TEAM_SUCCEEDED");
    }

    private UUID aPointOf(LeaderId leader) {
        UUID point = Ids.next();
        campaign.write(
                "insert into pickup_point (store_id, id, name, address, zone, hours, capacity_per, leader_id, active, version,"
                        + " created_at) values (:store, ?, 'Corner shop', '1 Long Street', 'UTC', '{}', 'DAY', ?, true, 0, now())",
                point,
                leader);
        return point;
    }

    private void collectsAt(Participation place, UUID point, String state) {
        campaign.write("update participation set state = ? where store_id = :store and id = ?", state, place.id());
        campaign.write("delete from pickup where store_id = :store and participation_id = ?", place.id());
        campaign.write(
                "insert into pickup (store_id, participation_id, campaign_id, point_id, state)"
                        + " values (:store, ?, ?, ?, 'WAITING')",
                place.id(),
                campaign.id(),
                point);
    }

    @OnBothDatabases
    void atTheCutOffTheLeadersOfThePointsWithPaidPlacesGetTheirPickLists(StoreDatabase shared) {
        CampaignTerms group = SomeTerms.groupOrder(new GroupOrder(1, 10, null), new UpTo(5, null));
        aCampaign(
                shared,
                group.at(
                        group.schedule(),
                        new PickupAtPoints(null, java.time.Duration.ofDays(1), null, null, null, null)));
        LeaderId ofPoint = campaign.database.leader();
        LeaderId ofEmptyPoint = campaign.database.leader();
        Participation paid = campaign.opens(campaign.aMember());
        LeaderId ofLeftOut = campaign.database.leader();
        Participation unpaid = campaign.opens(campaign.aMember());
        Participation leftOut = campaign.opens(campaign.aMember());
        collectsAt(paid, aPointOf(ofPoint), "PAID");
        collectsAt(unpaid, aPointOf(ofEmptyPoint), "EXPIRED");
        collectsAt(leftOut, aPointOf(ofLeftOut), "PAID");
        campaign.write(
                "insert into case_left_out (store_id, team_id, participation_id) values (:store, ?, ?)",
                leftOut.team(),
                leftOut.id());
        tellLeaders(paid.team());
        assertThat(told(ofPoint)).as("before the cut-off").isEmpty();

        campaign.write(
                "update team set state = 'SUCCEEDED', paid = 1, units = 3, held = 0, leaders_due_at = now()"
                        + " where store_id = :store and id = ?",
                paid.team());
        tellLeaders(paid.team());
        tellLeaders(paid.team());
        assertThat(told(ofPoint)).containsExactly("PICK_LIST_READY");
        assertThat(told(ofEmptyPoint)).isEmpty();
        assertThat(told(ofLeftOut)).as("fills no full case").isEmpty();
    }

    /** The places that were not drawn have left the team by then. */
    @OnBothDatabases
    void aDrawTellsAllPlacesWithWhichItsTeamHasSucceeded(StoreDatabase shared) {
        UUID community = Ids.next();
        aCampaign(
                shared,
                SomeTerms.team("EUR 10.00", 2, new CommunityMembers(community), new StockPolicy.ShopStock())
                        .with(new OutcomePolicy.Draw(1, null)));
        MemberId mia = campaign.aMember();
        MemberId noah = campaign.aMember();
        aCommunity(community, mia, noah);
        Participation mias = campaign.opens(mia);
        Participation noahs = campaign.joins(noah, mias.team());
        succeeds(mias.team());
        for (Participation place : List.of(mias, noahs)) {
            campaign.write(
                    "insert into draw_entry (store_id, team_id, participation_id, won) values (:store, ?, ?, ?)",
                    place.team(),
                    place.id(),
                    place.equals(mias));
        }
        campaign.write("update team set paid = 1, units = 1 where store_id = :store and id = ?", mias.team());
        tellLeaders(mias.team());
        assertThat(campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                        .sql()
                        .list(
                                campaign.store,
                                "select details from message where store_id = :store and kind = 'LEADER_TEAM_SUCCEEDED'",
                                row -> row.getString("details"))))
                .singleElement()
                .asString()
                .contains("\"members\":\"2\"");
    }

    /** Somebody has asked for a place in vain: the team is there, and nobody is in it. */
    @OnBothDatabases
    void aGroupOrderWithoutPlacesIsNoNews(StoreDatabase shared) {
        UUID community = Ids.next();
        CampaignTerms group = SomeTerms.groupOrder(new GroupOrder(1, 10, null), new UpTo(5, null));
        aCampaign(
                shared,
                CampaignTerms.of(
                        group.price(),
                        group.team(),
                        group.quantity(),
                        new CommunityMembers(community),
                        group.stock(),
                        group.schedule(),
                        group.payment(),
                        group.fulfilment()));
        MemberId mia = campaign.aMember();
        LeaderId leader = aCommunity(community, mia);
        Participation place = campaign.opens(mia);
        campaign.write("update team set held = 0 where store_id = :store and id = ?", place.team());
        tellLeaders(place.team());
        assertThat(told(leader)).isEmpty();
        campaign.write(
                "update team set held = 1, leaders_due_at = now() where store_id = :store and id = ?", place.team());
        tellLeaders(place.team());
        assertThat(told(leader)).containsExactly("LEADER_FIRST_JOIN");
    }

    @OnBothDatabases
    void aTeamWithoutLeadersCostsThreeStatementsAndOneWithoutNewsOne(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 2));
        TeamId team = campaign.opens(campaign.aMember()).team();
        assertThat(campaign.database.statementsOf(() -> tellLeaders(team)))
                .as("team, mark, bond")
                .isEqualTo(3);
        assertThat(campaign.database.statementsOf(() -> tellLeaders(team))).isEqualTo(1);
    }
}
