package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.terms.Audience;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CommunityMembers;
import shop.gather.groupbuy.terms.EligibilityPolicy;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.FulfilmentPolicy;
import shop.gather.groupbuy.terms.LeadersOnly;
import shop.gather.groupbuy.terms.NewBuyers;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.recruitment.Leaders;
import shop.gather.spi.VariantSnapshot;

/** Campaigns for groups of members, and for buyers who collect at certain points, in the lists. */
class CampaignAudienceTest {

    private static final FulfilmentPolicy BY_SHOP =
            SomeTerms.team("EUR 10.00", 2).fulfilment();

    private StoreDatabase database;
    private ListedCampaigns listed;

    private void aStoreOf(StoreDatabase shared) {
        database = shared.anotherStore();
        SchedulingWithoutServer.on(database);
        listed = database.bean(ListedCampaigns.class);
    }

    private CampaignId running(Visibility visibility, EligibilityPolicy eligibility, FulfilmentPolicy fulfilment) {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CampaignPlan plan = new CampaignPlan(
                "Tea",
                "tea",
                CampaignTerms.of(
                        terms.price(),
                        terms.team(),
                        terms.quantity(),
                        eligibility,
                        terms.stock(),
                        new SchedulePolicy.Period(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1))),
                        terms.payment(),
                        fulfilment),
                Map.of(),
                visibility);
        Campaign campaign = new Campaign(
                plan,
                new VariantSnapshot(
                        "tea", "tea", "Green tea", null, Money.parse("EUR 12.99"), OptionalInt.empty(), true),
                "https://shop.example/tea");
        database.transactions().inStore(database.store(), () -> {
            CampaignRows rows = database.bean(CampaignRows.class);
            rows.insert(campaign);
            rows.publishByRebate(campaign.id().value(), 0);
            database.bean(CampaignPointRows.class).list(campaign);
        });
        return campaign.id();
    }

    private CampaignId collectedAt(PickupPointId... points) {
        return running(
                Visibility.PUBLIC,
                new Everyone(),
                new PickupAtPoints(List.of(points), Duration.ZERO, Duration.ofDays(1), null, null, null));
    }

    private void write(String statement, Object... values) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, values));
    }

    private PickupPointId aPoint() {
        PickupPointId point = new PickupPointId(Ids.next());
        write(
                "insert into pickup_point (store_id, id, name, address, zone, hours, capacity_per, active, version,"
                        + " created_at) values (:store, ?, 'Corner shop', '1 Long Street', 'UTC', '{}', 'DAY', true, 0, now())",
                point);
        return point;
    }

    private UUID aCommunityOf(MemberId member) {
        UUID community = Ids.next();
        write(
                "insert into community (store_id, id, leader_id, name, version, created_at)"
                        + " values (:store, ?, ?, 'Tea lovers', 0, now())",
                community,
                database.leader());
        write(
                "insert into community_member (store_id, community_id, member_id, role, joined_at)"
                        + " values (:store, ?, ?, 'MEMBER', now())",
                community,
                member);
        return community;
    }

    private MemberId member(LeaderId leader) {
        return database.bean(Leaders.class)
                .find(database.store(), leader)
                .orElseThrow()
                .memberId();
    }

    private List<CampaignId> inDirectory(DirectoryFilter filter) {
        return database.transactions()
                .inStore(
                        database.store(),
                        () -> ids(listed.accepting(database.store(), filter, null, 10)
                                .items()));
    }

    private List<CampaignId> shownTo(MemberId member) {
        return database.transactions()
                .inStore(
                        database.store(),
                        () -> ids(listed.acceptingFor(database.store(), member, null, 10)
                                .items()));
    }

    private static List<CampaignId> ids(List<Campaign> campaigns) {
        return campaigns.stream().map(Campaign::id).toList();
    }

    @OnBothDatabases
    void aMemberFindsTheCampaignsOfTheOwnCommunities(StoreDatabase shared) {
        aStoreOf(shared);
        MemberId member = member(database.leader());
        UUID own = aCommunityOf(member);
        UUID another = aCommunityOf(member(database.leader()));
        CampaignId hidden = running(Visibility.AUDIENCE, new CommunityMembers(own), BY_SHOP);
        CampaignId open = running(Visibility.PUBLIC, new CommunityMembers(own), BY_SHOP);
        running(Visibility.LINK_ONLY, new CommunityMembers(own), BY_SHOP);
        running(Visibility.AUDIENCE, new CommunityMembers(another), BY_SHOP);
        CampaignId everyones = running(Visibility.PUBLIC, new Everyone(), BY_SHOP);

        assertThat(shownTo(member)).containsExactly(open, hidden);
        assertThat(inDirectory(new DirectoryFilter.All())).containsExactly(everyones, open);
        assertThat(inDirectory(new DirectoryFilter.OfCommunity(own))).containsExactly(open);
        assertThat(inDirectory(new DirectoryFilter.OfCommunity(another))).isEmpty();
    }

    @OnBothDatabases
    void aLeaderFindsTheCampaignsForLeadersUntilTheSuspension(StoreDatabase shared) {
        aStoreOf(shared);
        LeaderId leader = database.leader();
        CampaignId campaign = running(Visibility.AUDIENCE, new LeadersOnly(), BY_SHOP);
        MemberId buyer = member(database.leader());
        write("delete from leader where store_id = :store and member_id = ?", buyer);

        assertThat(shownTo(member(leader))).containsExactly(campaign);
        assertThat(shownTo(buyer)).isEmpty();
        write("update leader set state = 'SUSPENDED' where store_id = :store and id = ?", leader);
        assertThat(shownTo(member(leader))).isEmpty();
    }

    @OnBothDatabases
    void onlyActiveLeadersBelongToTheLeaders(StoreDatabase shared) {
        aStoreOf(shared);
        Audiences audiences = database.bean(Audiences.class);
        MemberId active = member(database.leader());
        LeaderId suspended = database.leader();
        MemberId stranger = new MemberId(Ids.next());
        write("update leader set state = 'SUSPENDED' where store_id = :store and id = ?", suspended);
        Audience leaders = new Audience.ActiveLeaders();

        assertThat(audiences.has(database.store(), leaders, active)).isTrue();
        assertThat(audiences.has(database.store(), leaders, member(suspended))).isFalse();
        assertThat(audiences.has(database.store(), leaders, stranger)).isFalse();
        assertThat(audiences.among(database.store(), leaders, Set.of(active, member(suspended), stranger)))
                .containsExactly(active);
        assertThat(audiences.among(database.store(), leaders, Set.of())).isEmpty();
    }

    @OnBothDatabases
    void buyersFindTheCampaignsThatTheyCanCollectAtAPoint(StoreDatabase shared) {
        aStoreOf(shared);
        PickupPointId near = aPoint();
        PickupPointId far = aPoint();
        CampaignId there = collectedAt(near, far);
        CampaignId everywhere = collectedAt();
        CampaignId elsewhere = collectedAt(far);
        running(Visibility.PUBLIC, new Everyone(), BY_SHOP);

        assertThat(inDirectory(new DirectoryFilter.AtPoint(near))).containsExactly(everywhere, there);
        assertThat(inDirectory(new DirectoryFilter.AtPoint(far))).containsExactly(elsewhere, everywhere, there);
        write("update pickup_point set active = false where store_id = :store and id = ?", near);
        assertThat(inDirectory(new DirectoryFilter.AtPoint(near))).isEmpty();
        assertThat(inDirectory(new DirectoryFilter.AtPoint(new PickupPointId(Ids.next()))))
                .isEmpty();
    }

    @OnBothDatabases
    void anotherStoreFindsNothing(StoreDatabase shared) {
        aStoreOf(shared);
        MemberId member = member(database.leader());
        UUID community = aCommunityOf(member);
        running(Visibility.PUBLIC, new CommunityMembers(community), BY_SHOP);
        PickupPointId point = aPoint();
        collectedAt(point);

        aStoreOf(shared);
        assertThat(shownTo(member)).isEmpty();
        assertThat(inDirectory(new DirectoryFilter.OfCommunity(community))).isEmpty();
        assertThat(inDirectory(new DirectoryFilter.AtPoint(point))).isEmpty();
    }

    @OnBothDatabases
    void aListCostsFewStatements(StoreDatabase shared) {
        aStoreOf(shared);
        MemberId member = member(database.leader());
        UUID community = aCommunityOf(member);
        PickupPointId point = aPoint();
        for (int i = 0; i < 5; i++) {
            running(Visibility.PUBLIC, new CommunityMembers(community), BY_SHOP);
            collectedAt(point);
        }
        assertThat(database.statementsOf(() -> shownTo(member))).isLessThanOrEqualTo(3);
        assertThat(database.statementsOf(() -> inDirectory(new DirectoryFilter.OfCommunity(community))))
                .isEqualTo(1);
        assertThat(database.statementsOf(() -> inDirectory(new DirectoryFilter.AtPoint(point))))
                .isEqualTo(2);
    }

    @Test
    void aCampaignForEveryoneHasNoAudienceToShowItTo() {
        for (EligibilityPolicy policy : List.of(new Everyone(), new NewBuyers())) {
            CampaignTerms terms = SomeTerms.team(
                    "EUR 10.00", 2, policy, SomeTerms.team("EUR 10.00", 2).stock());
            assertThatThrownBy(() -> new CampaignPlan("Tea", "tea", terms, Map.of(), Visibility.AUDIENCE))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("eligibilityPolicy");
        }
    }
}
