package shop.gather.groupbuy.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.team.TeamReads;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.StoreStands;

/** The streams of a node: what they receive, what they cost the database, and when they end. */
class TeamWatchTest {

    private static final LiveLimits LIMITS =
            new LiveLimits(3_000, 2_500, 2_500, 40, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

    private static TeamWatch node(StoreDatabase database, LiveLimits limits) {
        return new TeamWatch(
                database.bean(Teams.class),
                database.bean(TeamReads.class),
                database.bean(Campaigns.class),
                database.bean(StoreStands.class),
                limits);
    }

    private static CampaignId aCampaign(StoreDatabase database, CampaignId id) {
        write(
                database,
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at) values (:store, ?, 'Tea', 'tea', 'Tea',"
                        + " '', 'EUR', 1299, ?, now(), now(), 'PUBLISHED', 'OFFER', 0, now())",
                id,
                TermsJson.write(SomeTerms.team("EUR 10.00", 5)));
        return id;
    }

    private static TeamId aTeam(StoreDatabase database, CampaignId campaign, TeamId id) {
        write(
                database,
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, units, state, opened_at, deadline)"
                        + " values (:store, ?, ?, ?, 5, 5, 0, 1, 1, 'OPEN', now(), now() + interval '1' day)",
                id,
                campaign,
                Ids.next());
        return id;
    }

    private static TeamId aTeam(StoreDatabase database) {
        return aTeam(database, aCampaign(database, new CampaignId(Ids.next())), new TeamId(Ids.next()));
    }

    private static void paid(StoreDatabase database, TeamId team, int paid, String state) {
        write(
                database,
                "update team set paid = ?, units = ?, state = ? where store_id = :store and id = ?",
                paid,
                paid,
                state,
                team);
    }

    private static void write(StoreDatabase database, String statement, Object... args) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
    }

    private static RecordingSink watches(TeamWatch node, StoreDatabase database, TeamId team, String known) {
        RecordingSink sink = new RecordingSink();
        begin(node, database, team, known, sink);
        return sink;
    }

    private static Watcher begin(
            TeamWatch node, StoreDatabase database, TeamId team, String known, RecordingSink sink) {
        return begin(node, database, team, "192.0.2.1", known, sink);
    }

    private static Watcher begin(
            TeamWatch node, StoreDatabase database, TeamId team, String address, String known, RecordingSink sink) {
        Watcher[] watcher = new Watcher[1];
        node.begin(node.find(database.store(), team), address, known, sink, opened -> watcher[0] = opened);
        watcher[0].writable(System.nanoTime());
        return watcher[0];
    }

    @OnBothDatabases
    void aWatcherReceivesThePresentStateEachChangeAndTheEnd(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        TeamWatch node = node(database, LIMITS);
        TeamId team = aTeam(database);
        RecordingSink sink = watches(node, database, team, null);
        assertThat(sink.text()).startsWith("retry: ");
        assertThat(sink.events()).containsExactly("progress");
        assertThat(sink.lastData())
                .contains("\"paid\":1")
                .contains("\"state\":\"OPEN\"")
                .contains("\"10.00\"");
        node.read();
        assertThat(sink.events()).as("nothing has changed").hasSize(1);
        paid(database, team, 2, "OPEN");
        node.read();
        assertThat(sink.lastData()).contains("\"paid\":2");
        paid(database, team, 5, "SUCCEEDED");
        node.read();
        assertThat(sink.events()).containsExactly("progress", "progress", "end");
        assertThat(sink.lastData()).contains("\"state\":\"SUCCEEDED\"").contains("\"placesLeft\":0");
        assertThat(sink.completed).isEqualTo(1);
        assertThat(node.streams()).isZero();
        node.check();
        assertThat(watches(node, database, team, null).events()).containsExactly("end");
    }

    @OnBothDatabases
    void manyWatchersCostAsManyStatementsAsOne(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        TeamWatch node = node(database, LIMITS);
        CampaignId campaign = aCampaign(database, new CampaignId(Ids.next()));
        List<TeamId> teams = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            teams.add(aTeam(database, campaign, new TeamId(Ids.next())));
        }
        RecordingSink first = watches(node, database, teams.get(0), null);
        node.read();
        assertThat(database.statementsOf(node::read)).isEqualTo(1);
        List<RecordingSink> sinks = new ArrayList<>();
        assertThat(database.statementsOf(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        sinks.add(watches(node, database, teams.get(0), null));
                    }
                }))
                .as("a further watcher of a team")
                .isZero();
        assertThat(database.statementsOf(node::read)).isEqualTo(1);
        teams.forEach(team -> watches(node, database, team, null));
        assertThat(database.statementsOf(node::read)).as("of 30 teams").isEqualTo(1);
        paid(database, teams.get(0), 3, "OPEN");
        assertThat(database.statementsOf(node::read)).isEqualTo(1);
        assertThat(first.lastData()).contains("\"paid\":3");
        assertThat(sinks).allSatisfy(sink -> assertThat(sink.lastData()).contains("\"paid\":3"));
    }

    @OnBothDatabases
    void aStoreWithTheSameIdsSeesItsOwnTeam(StoreDatabase shared) {
        StoreDatabase one = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        CampaignId campaign = new CampaignId(Ids.next());
        TeamId team = new TeamId(Ids.next());
        aTeam(one, aCampaign(one, campaign), team);
        TeamWatch node = node(one, LIMITS);
        RecordingSink ones = watches(node, one, team, null);
        assertThatThrownBy(() -> node.find(other.store(), team)).isInstanceOf(ProblemException.class);
        aTeam(other, aCampaign(other, campaign), team);
        RecordingSink others = watches(node, other, team, null);
        paid(one, team, 4, "OPEN");
        node.read();
        assertThat(ones.lastData()).contains("\"paid\":4");
        assertThat(others.events()).hasSize(1);
        assertThat(others.lastData()).contains("\"paid\":1");
    }

    @OnBothDatabases
    void aClientThatComesBackIsNotToldAgainWhatItKnows(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        TeamWatch node = node(database, LIMITS);
        TeamId team = aTeam(database);
        String version = watches(node, database, team, null).lastId();
        RecordingSink back = watches(node(database, LIMITS), database, team, version);
        assertThat(back.events())
                .as("on another node, which has the same version")
                .isEmpty();
        assertThat(watches(node, database, team, "other").events()).containsExactly("progress");
        RecordingSink known = watches(node, database, team, version);
        paid(database, team, 2, "OPEN");
        node.read();
        assertThat(known.events()).containsExactly("progress");
        assertThat(known.lastId()).isNotEqualTo(version);
    }

    @OnBothDatabases
    void aClientThatDoesNotReadMissesStatesAndIsDropped(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        TeamWatch node =
                node(database, new LiveLimits(9, 9, 9, 9, Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO));
        TeamId team = aTeam(database);
        RecordingSink fast = watches(node, database, team, null);
        RecordingSink slow = new RecordingSink();
        Watcher watcher = begin(node, database, team, null, slow);
        slow.ready = false;
        paid(database, team, 2, "OPEN");
        node.read();
        paid(database, team, 3, "OPEN");
        node.read();
        assertThat(fast.events()).hasSize(3);
        assertThat(slow.events()).hasSize(1);
        slow.ready = true;
        watcher.writable(System.nanoTime());
        assertThat(slow.events()).as("the newest state only").hasSize(2);
        assertThat(slow.lastData()).contains("\"paid\":3");
        slow.ready = false;
        paid(database, team, 4, "OPEN");
        node.read();
        node.check();
        assertThat(slow.completed).isEqualTo(1);
        assertThat(fast.completed).isZero();
        assertThat(node.streams()).isEqualTo(1);
    }

    @OnBothDatabases
    void streamsEndAfterAWhileAndWhenTheirConnectionBreaks(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        TeamId team = aTeam(database);
        TeamWatch old =
                node(database, new LiveLimits(9, 9, 9, 9, Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1)));
        RecordingSink late = new RecordingSink();
        late.completable = false;
        begin(old, database, team, null, late);
        old.check();
        assertThat(late.completed).as("the container does not allow it yet").isZero();
        late.completable = true;
        old.check();
        old.check();
        assertThat(late.completed).isEqualTo(1);

        TeamWatch node =
                node(database, new LiveLimits(9, 9, 9, 9, Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1)));
        RecordingSink sink = watches(node, database, team, null);
        node.check();
        assertThat(sink.text()).endsWith("\n\n:\n\n");
        sink.broken = true;
        node.check();
        assertThat(sink.completed).isEqualTo(1);
        assertThat(node.streams()).isZero();
        assertThat(database.statementsOf(node::read)).as("nobody watches").isZero();
    }

    @OnBothDatabases
    void tooManyStreamsAreRefused(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        TeamWatch node = node(
                database, new LiveLimits(3, 2, 9, 1, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)));
        TeamId team = aTeam(database);
        TeamId second = aTeam(database);
        TeamId others = aTeam(other);
        watches(node, database, team, null);
        refused(node, database, second);
        Watcher watcher = begin(node, database, team, null, new RecordingSink());
        refused(node, database, team);
        watches(node, other, others, null);
        refused(node, other, others);
        watcher.close();
        watches(node, other, others, null);
        refused(node, database, team);
    }

    @OnBothDatabases
    void oneVisitorCannotTakeAllStreamsOfAStore(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        TeamWatch node = node(
                database, new LiveLimits(9, 9, 2, 9, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)));
        TeamId team = aTeam(database);
        watches(node, database, team, null);
        Watcher second = begin(node, database, team, null, new RecordingSink());
        refused(node, database, team);
        watches(node, other, aTeam(other), null);
        begin(node, database, team, "2001:db8:0:1:0:0:0:1", null, new RecordingSink());
        begin(node, database, team, "2001:db8:0:1:0:0:0:2", null, new RecordingSink());
        assertThatThrownBy(() -> begin(node, database, team, "2001:db8:0:1:0:0:0:3", null, new RecordingSink()))
                .as("one subscriber has a whole /64 network")
                .isInstanceOf(ProblemException.class);
        second.close();
        watches(node, database, team, null);
        refused(node, database, team);
    }

    private static void refused(TeamWatch node, StoreDatabase database, TeamId team) {
        int before = node.streams();
        assertThatThrownBy(() -> watches(node, database, team, null))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.code().status()).isEqualTo(503);
                    assertThat(refused.retryAfter()).isPresent();
                });
        assertThat(node.streams()).isEqualTo(before);
    }

    @OnBothDatabases
    void theStreamsOfASuspendedStoreEnd(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        TeamId team = aTeam(database);
        TeamWatch node = node(database, LIMITS);
        RecordingSink sink = watches(node, database, team, null);
        database.transactions().inDirectory(() -> database.sql()
                .updateDirectory(
                        "update store set state = 'SUSPENDED' where id = ?",
                        database.store().value()));
        database.bean(StoreStands.class).forget(database.store());
        node.read();
        assertThat(sink.completed).isEqualTo(1);
    }

    @Test
    void streamsOccupyAQuarterOfTheHeapAtMost() {
        assertThat(LiveLimits.defaultOfNode(320L << 20)).isBetween(2_500, 2_600);
        assertThat(LiveLimits.defaultOfNode(64L << 30)).isEqualTo(20_000);
        LiveLimits limits = LiveLimits.configured();
        assertThat(limits.ofNode()).isPositive().isLessThanOrEqualTo(20_000);
        assertThat(limits.ofStore()).isPositive().isLessThan(limits.ofNode());
    }
}
