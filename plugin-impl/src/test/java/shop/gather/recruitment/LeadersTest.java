package shop.gather.recruitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.clock.ShopTime;

/** What is kept of leaders: of one store, with the times in which each was suspended. */
class LeadersTest {

    @OnBothDatabases
    void aLeaderIsReadAsAppointed(StoreDatabase database) {
        Leaders leaders = database.bean(Leaders.class);
        Applicants people = new Applicants(database);
        LeaderId recruiter = database.leader();
        MemberId member = people.member();

        Leader leader = people.in(() -> leaders.appoint(database.store(), member, recruiter, Applicants.HOME));

        assertThat(leader.memberId()).isEqualTo(member);
        assertThat(leader.recruiterId()).isEqualTo(recruiter);
        assertThat(leader.active()).isTrue();
        assertThat(Duration.between(leader.since(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(leaders.find(database.store(), leader.id())).contains(leader);
        assertThat(leaders.requireActive(database.store(), member)).isEqualTo(leader);
        assertThatThrownBy(() -> people.in(() -> leaders.appoint(database.store(), member, null, Applicants.HOME)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is a leader already");
    }

    @OnBothDatabases
    void aSuspensionIsKeptOnceAndEnds(StoreDatabase database) {
        Leaders leaders = database.bean(Leaders.class);
        LeaderLock lock = database.bean(LeaderLock.class);
        LeaderId id = database.leader();

        suspend(database, id);
        suspend(database, id);
        assertThat(suspensions(database, id)).containsExactly("lasts");
        assertThat(in(database, () -> lock.takeActive(database.store(), id))).isFalse();
        assertThat(stateNow(database, id)).isEqualTo(Leader.State.SUSPENDED);

        Leader back = leaders.change(database.store(), Applicants.OWNER, id, Leader.State.ACTIVE, "");
        leaders.change(database.store(), Applicants.OWNER, id, Leader.State.ACTIVE, "");
        assertThat(back.active()).isTrue();
        assertThat(suspensions(database, id)).containsExactly("ended");
        assertThat(in(database, () -> lock.takeActive(database.store(), id))).isTrue();
        assertThat(stateNow(database, id)).isEqualTo(Leader.State.ACTIVE);
    }

    @OnBothDatabases
    void aLeaderWhoDoesNotExistCannotBeLocked(StoreDatabase database) {
        LeaderLock lock = database.bean(LeaderLock.class);
        assertThatThrownBy(() -> in(database, () -> lock.takeActive(database.store(), new LeaderId(Ids.next()))))
                .isInstanceOf(ProblemException.class);
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEnded(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        Leaders leaders = database.bean(Leaders.class);
        LeaderId first = database.leader();
        LeaderId second = database.leader();
        LeaderId third = database.leader();

        Page<Leader> page = leaders.page(database.store(), null, 2);
        assertThat(page.items()).extracting(Leader::id).containsExactly(third, second);
        Page<Leader> last = leaders.page(database.store(), page.next(), 2);
        assertThat(last.items()).extracting(Leader::id).containsExactly(first);
        assertThat(last.next()).isNull();
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase database) {
        StoreDatabase elsewhere = database.anotherStore();
        LeaderRows rows = database.bean(LeaderRows.class);
        LeaderId id = database.leader();
        MemberId member = database.bean(Leaders.class)
                .find(database.store(), id)
                .orElseThrow()
                .memberId();
        suspend(database, id);

        assertThat(in(elsewhere, () -> rows.find(id.value()))).isEmpty();
        assertThat(in(elsewhere, () -> rows.ofMember(member.value()))).isEmpty();
        assertThat(in(elsewhere, () -> rows.newest(Page.START, 10))).isEmpty();
        assertThat(in(elsewhere, () -> rows.change(id.value(), Leader.State.ACTIVE)))
                .isFalse();
        in(elsewhere, () -> {
            database.bean(LeaderSuspensionRows.class).end(id.value());
            return null;
        });
        assertThat(suspensions(database, id)).containsExactly("lasts");
    }

    @OnBothDatabases
    void anInvitationCountsInItsStoreAndProgrammeWhileItsLeaderIsActive(StoreDatabase database) {
        Applicants people = new Applicants(database);
        Applicants others = new Applicants(database.anotherStore());
        Invitations invitations = database.bean(Invitations.class);
        LeaderId leader = database.leader();
        ProgrammeId programme = people.programme("Spring", true).id();
        Invitations.Made made =
                people.in(() -> invitations.create(database.store(), programme, leader, Duration.ofDays(1)));
        String code = invitations.code(database.store(), made.id());
        Invitations.Made expired =
                people.in(() -> invitations.create(database.store(), programme, leader, Duration.ofDays(-1)));

        assertThat(people.in(() -> invitations.inviter(programme, code))).isEqualTo(leader);
        refused(others, invitations, programme, code);
        refused(people, invitations, new ProgrammeId(Ids.next()), code);
        refused(people, invitations, programme, invitations.code(database.store(), expired.id()));
        suspend(database, leader);
        refused(people, invitations, programme, code);
    }

    private static void refused(Applicants people, Invitations invitations, ProgrammeId programme, String code) {
        assertThatThrownBy(() -> people.in(() -> invitations.inviter(programme, code)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("unknown or has expired");
    }

    private static <T> T in(StoreDatabase database, Supplier<T> work) {
        return new Applicants(database).in(work);
    }

    private static void suspend(StoreDatabase database, LeaderId id) {
        database.bean(Leaders.class).change(database.store(), Applicants.OWNER, id, Leader.State.SUSPENDED, "spam");
    }

    private static Leader.State stateNow(StoreDatabase database, LeaderId id) {
        Instant now = database.bean(DatabaseClock.class).now();
        return database.bean(LeaderHistories.class)
                .of(database.store(), List.of(id))
                .line(id, ShopTime.exactly(now))
                .orElseThrow()
                .leader()
                .state();
    }

    private static List<String> suspensions(StoreDatabase database, LeaderId id) {
        return in(database, () -> database.sql()
                .list(
                        database.store(),
                        "select suspended_at, reinstated_at from leader_suspension where store_id = :store and leader_id = ?",
                        row -> row.getObject("reinstated_at") == null ? "lasts" : "ended",
                        id));
    }
}
