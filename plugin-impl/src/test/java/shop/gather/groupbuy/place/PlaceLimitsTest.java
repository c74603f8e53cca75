package shop.gather.groupbuy.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.TeamEnding;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * No member keeps a campaign's places from the others without paying. With the limits as they are by default, on each
 * database, on two nodes.
 */
class PlaceLimitsTest {

    private StoreDatabase database;
    private StoreDatabase otherNode;
    private StoreId store;
    private CampaignOffer campaign;

    private void aCampaignOn(StoreDatabase shared) {
        database = shared.anotherStore();
        otherNode = database.anotherNode();
        store = database.store();
        campaign = SomeCampaigns.of(new CampaignId(Ids.next()), SomeTerms.team("EUR 10.00", 2));
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?,"
                        + " now() - interval '1' hour, now() + interval '1' day, 'PUBLISHED', 'REBATE', 0, now())",
                campaign.id(),
                TermsJson.write(campaign.terms()));
    }

    @OnBothDatabases
    void whoDidNotPayDoesNotGetTheLastPlaceAgainBeforeTheOthers(StoreDatabase shared) {
        aCampaignOn(shared);
        TeamId team = open(database, aMember()).team();
        MemberId hog = aMember();
        List<MemberId> others = List.of(aMember(), aMember(), aMember());
        Participation place = join(database, hog, team);
        List<MemberId> holders = new ArrayList<>();
        for (MemberId next : others) {
            holdEndsUnpaid(place);
            // The one who held it is always the first to ask, on either node.
            assertThat(refusal(() -> join(database, hog, team)).code()).isEqualTo(ProblemCode.PLACE_COOLDOWN);
            assertThat(refusal(() -> join(otherNode, hog, team)).code()).isEqualTo(ProblemCode.PLACE_COOLDOWN);
            place = join(otherNode, next, team);
            holders.add(place.member());
        }
        assertThat(holders).isEqualTo(others);
        assertThat(team(team).held()).isEqualTo(2);
    }

    @OnBothDatabases
    void theRefusalSaysWhenToTryAgainAndThenThePlaceIsGiven(StoreDatabase shared) {
        aCampaignOn(shared);
        TeamId team = open(database, aMember()).team();
        MemberId buyer = aMember();
        givesBack(join(database, buyer, team));
        Duration wait = refusal(() -> join(database, buyer, team)).retryAfter().orElseThrow();
        assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(61));
        write(
                "update participation set cooldown_until = cooldown_until - cast(? as integer) * interval '1' second "
                        + "where store_id = :store"
                        + " and cooldown_until is not null",
                (int) wait.toSeconds());
        assertThat(join(database, buyer, team).state()).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void openingAndLeavingIsHeldBackAndAnotherCampaignIsNot(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId hog = aMember();
        int opened = 0;
        for (int i = 0; i < 40; i++) {
            try {
                givesBack(open(i % 2 == 0 ? database : otherNode, hog));
                opened++;
            } catch (ProblemException refused) {
                assertThat(refused.code()).isEqualTo(ProblemCode.PLACE_COOLDOWN);
                assertThat(refused.retryAfter()).isPresent();
            }
        }
        assertThat(opened).isEqualTo(1);
        StoreId before = store;
        aCampaignOn(shared);
        assertThat(store).isNotEqualTo(before);
        assertThat(open(database, aMember()).state()).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void aMemberOpensTenTeamsOfACampaignAnHour(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId member = aMember();
        for (int i = 0; i < 10; i++) {
            givesBack(open(i % 2 == 0 ? database : otherNode, member));
            write("update participation set cooldown_until = null where store_id = :store");
        }
        for (StoreDatabase node : List.of(database, otherNode)) {
            ProblemException refused = refusal(() -> open(node, member));
            assertThat(refused.code()).isEqualTo(ProblemCode.TOO_MANY_TEAMS);
            assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(55), Duration.ofSeconds(3_601));
        }
        write("update team set opened_at = opened_at - interval '1' hour where store_id = :store");
        assertThat(open(otherNode, member).state()).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void aTeamThatNobodyIsLeftInEndsAtOnce(StoreDatabase shared) {
        aCampaignOn(shared);
        database.withAListener();
        Participation left = open(database, aMember());
        givesBack(left);
        assertThat(team(left.team()).state()).isEqualTo(Team.State.FAILED);
        assertThat(team(left.team()).reason()).isEqualTo("team-empty");
        assertThat(team(left.team()).closedAt()).isNotNull();
        Participation unpaid = open(database, aMember());
        holdEndsUnpaid(unpaid);
        assertThat(team(unpaid.team()).state()).isEqualTo(Team.State.FAILED);
        assertThat(number("select count(*) as n from event_out where store_id = :store and type = 'team.failed'"))
                .isEqualTo(2);
    }

    @OnBothDatabases
    void aTeamThatItsOpenerLeavesGoesOnWhileOthersAreInIt(StoreDatabase shared) {
        aCampaignOn(shared);
        Participation opener = open(database, aMember());
        Participation second = join(database, aMember(), opener.team());
        givesBack(opener);
        assertThat(team(opener.team()).state()).isEqualTo(Team.State.OPEN);
        givesBack(second);
        assertThat(team(opener.team()).state()).isEqualTo(Team.State.FAILED);
    }

    /** The joins of one turn share a transaction; who has to wait must not undo or delay the others' joins. */
    @OnBothDatabases
    void whoHasToWaitDoesNotSpoilTheJoinsThatShareTheTransaction(StoreDatabase shared) throws Exception {
        aCampaignOn(shared);
        MemberId hog = aMember();
        givesBack(join(database, hog, open(database, aMember()).team()));
        List<TeamId> teams = new ArrayList<>();
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            teams.add(open(database, aMember()).team());
            members.add(i % 5 == 0 ? hog : aMember());
        }
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> joins = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int n = i;
                joins.add(threads.submit(() -> {
                    start.await();
                    try {
                        return join(database, members.get(n), teams.get(n)) != null;
                    } catch (ProblemException refused) {
                        return false;
                    }
                }));
            }
            start.countDown();
            for (int i = 0; i < 20; i++) {
                assertThat(joins.get(i).get()).isEqualTo(i % 5 != 0);
                assertThat(team(teams.get(i)).held()).isEqualTo(i % 5 == 0 ? 1 : 2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void aJoinCostsNoMoreStatementsThanTheTwoItWrites(StoreDatabase shared) {
        aCampaignOn(shared);
        TeamId team = open(database, aMember()).team();
        MemberId member = aMember();
        assertThat(database.statementsOf(() -> join(database, member, team))).isEqualTo(2);
    }

    @OnBothDatabases
    void aTeamThatTheOwnerCancelledGivesItsPlacesThatReason(StoreDatabase shared) {
        aCampaignOn(shared);
        Participation place = open(database, aMember());
        database.transactions()
                .inStore(store, () -> database.bean(TeamEnding.class).cancel(store, place.team()));
        assertThat(team(place.team()).reason()).isEqualTo("cancelled-by-the-owner");
    }

    private Participation join(StoreDatabase node, MemberId member, TeamId team) {
        return node.bean(Places.class)
                .join(store, member, team, Wish.ONE, Ids.next().toString());
    }

    private Participation open(StoreDatabase node, MemberId member) {
        return node.bean(Places.class)
                .open(store, member, campaign, Wish.ONE, Ids.next().toString());
    }

    /** What happens when the time to pay is over and the shop knows of no payment. */
    private void holdEndsUnpaid(Participation place) {
        ends(place, Step.EXPIRE);
    }

    private void givesBack(Participation place) {
        ends(place, Step.GIVE_BACK);
    }

    private void ends(Participation place, Step how) {
        database.transactions().inStore(store, () -> {
            assertThat(database.bean(Participations.class).endUnpaid(store, place, how, "test"))
                    .isTrue();
            database.bean(Teams.class).releaseHeld(store, place.team(), place.quantity());
        });
    }

    private static ProblemException refusal(Runnable request) {
        return catchThrowableOfType(ProblemException.class, request::run);
    }

    private Team team(TeamId id) {
        return database.bean(Teams.class).find(store, id).orElseThrow();
    }

    private MemberId aMember() {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                member);
        return member;
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }

    private long number(String query) {
        return database.transactions()
                .inStore(store, () -> database.sql().first(store, query, (ResultSet row) -> row.getLong("n")))
                .orElseThrow();
    }
}
