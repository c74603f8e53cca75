package shop.gather.recruitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Application.State;

/** What is kept of an application: of one store, decided once, and gone with the member. */
class ApplicationsTest {

    @OnBothDatabases
    void anApplicationIsReadAsItWasSubmitted(StoreDatabase database) {
        Applicants people = new Applicants(database);
        LeaderId inviter = database.leader();
        ProgrammeId programme = people.programme("Spring", true).id();
        Invitations invitations = database.bean(Invitations.class);
        Invitations.Made made =
                people.in(() -> invitations.create(database.store(), programme, inviter, Duration.ofDays(1)));
        MemberId member = people.member();

        Application submitted = people.apply(
                member, programme, invitations.code(database.store(), made.id()).toUpperCase(), true);

        Application read = database.bean(Applications.class).get(database.store(), submitted.id());
        assertThat(read).usingRecursiveComparison().ignoringFields("storeId").isEqualTo(submitted);
        assertThat(read.memberId()).isEqualTo(member);
        assertThat(read.recruiterId()).isEqualTo(inviter);
        assertThat(read.state()).isEqualTo(State.SUBMITTED);
        assertThat(read.screening()).containsExactly(new Rule.Verdict("accepts-terms", true, "Accepts the terms."));
        assertThat(read.decidedBy()).isNull();
        assertThat(read.decidedAt()).isNull();
    }

    @OnBothDatabases
    void theRulesRejectAtOnce(StoreDatabase database) {
        Applicants people = new Applicants(database);
        ProgrammeId programme = people.programme("Spring", true).id();

        Application rejected = people.apply(people.member(), programme, null, false);

        Application read = database.bean(Applications.class).get(database.store(), rejected.id());
        assertThat(read).usingRecursiveComparison().ignoringFields("storeId").isEqualTo(rejected);
        assertThat(read.state()).isEqualTo(State.REJECTED);
        assertThat(read.decidedBy()).isEqualTo("rules");
        assertThat(read.reason()).isEqualTo("You must accept the programme's terms.");
        assertThat(read.decidedAt()).isEqualTo(read.appliedAt());
    }

    @OnBothDatabases
    void whoIsApprovedIsALeaderAndTheOppositeDecisionIsRefused(StoreDatabase database) {
        Applicants people = new Applicants(database);
        Applications applications = database.bean(Applications.class);
        MemberId member = people.member();
        ApplicationId id = people.apply(member, people.programme("Spring", true).id(), null, true)
                .id();

        Application approved = applications.approve(database.store(), Applicants.OWNER, id, Applicants.HOME);

        Leader leader =
                database.bean(Leaders.class).ofMember(database.store(), member).orElseThrow();
        assertThat(leader.active()).isTrue();
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(approved.leaderId()).isEqualTo(leader.id());
        assertThat(approved.decidedBy()).isEqualTo(Applicants.OWNER);
        assertThat(approved.reason()).isNull();
        assertThat(approved.decidedAt()).isAfterOrEqualTo(approved.appliedAt());
        assertThat(applications.approve(database.store(), "owner:other", id, Applicants.HOME))
                .usingRecursiveComparison()
                .isEqualTo(approved);
        assertThatThrownBy(() -> applications.reject(database.store(), Applicants.OWNER, id, "no"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was approved already");
    }

    @OnBothDatabases
    void aMemberHasOneApplicationThatWaits(StoreDatabase database) {
        Applicants people = new Applicants(database);
        Applications applications = database.bean(Applications.class);
        MemberId member = people.member();
        ProgrammeId programme = people.programme("Spring", true).id();
        Application first = people.apply(member, programme, null, true);

        assertThatThrownBy(() -> people.apply(member, programme, null, true))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("waits for an answer");
        assertThatThrownBy(() -> people.in(() -> {
                    Applications.Submission again =
                            new Applications.Submission(member, programme, null, "I cook.", true, 0);
                    database.bean(ApplicationRows.class)
                            .insert(new Application(again, null, new Screening(List.of()), first.appliedAt()));
                    return null;
                }))
                .isInstanceOf(DuplicateKey.class);
        Application rejected = applications.reject(database.store(), Applicants.OWNER, first.id(), "no place");
        assertThat(rejected.reason()).isEqualTo("no place");
        assertThat(people.apply(member, programme, null, true).state()).isEqualTo(State.SUBMITTED);
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase database) {
        StoreDatabase elsewhere = database.anotherStore();
        Applicants people = new Applicants(database);
        Applicants others = new Applicants(elsewhere);
        ApplicationRows rows = database.bean(ApplicationRows.class);
        MemberId member = people.member();
        ApplicationId id = people.apply(member, people.programme("Spring", true).id(), null, true)
                .id();

        assertThat(others.in(() -> rows.find(id.value()))).isEmpty();
        assertThat(others.in(() -> rows.waitingOf(member.value()))).isZero();
        assertThat(others.in(() -> rows.newestOf(member.value(), Page.START, 10)))
                .isEmpty();
        assertThat(others.in(() -> rows.newestIn(State.SUBMITTED, Page.START, 10)))
                .isEmpty();
        assertThat(others.in(() -> rows.decide(id.value(), State.SUBMITTED, State.APPROVED, "owner:other", null)))
                .isFalse();
        others.in(() -> {
            rows.withdraw(member.value(), State.SUBMITTED, State.REJECTED);
            rows.erase(member.value());
            return null;
        });
        Application untouched = database.bean(Applications.class).get(database.store(), id);
        assertThat(untouched.state()).isEqualTo(State.SUBMITTED);
        assertThat(untouched.pitch()).isEqualTo("I cook.");
    }

    @OnBothDatabases
    void whatSomebodyWroteGoesWithThem(StoreDatabase database) {
        Applicants people = new Applicants(database);
        Applications applications = database.bean(Applications.class);
        MemberId member = people.member();
        ProgrammeId programme = people.programme("Spring", true).id();
        ApplicationId decided = people.apply(member, programme, null, false).id();
        ApplicationId waiting = people.apply(member, programme, null, true).id();

        people.in(() -> {
            applications.on(new MemberErased(database.store(), member));
            return null;
        });

        for (ApplicationId id : List.of(decided, waiting)) {
            Application erased = applications.get(database.store(), id);
            assertThat(erased.state()).isEqualTo(State.REJECTED);
            assertThat(erased.pitch()).isEmpty();
            assertThat(erased.screening()).isEmpty();
            assertThat(erased.reason()).isEqualTo("The member was erased.");
        }
        assertThat(applications.get(database.store(), decided).decidedBy()).isEqualTo("rules");
        assertThat(applications.get(database.store(), waiting).decidedBy()).isEqualTo("erasure");
        assertThat(people.in(() -> database.bean(ApplicationRows.class).waitingOf(member.value())))
                .isZero();
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEnded(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        Applicants people = new Applicants(database);
        Applications applications = database.bean(Applications.class);
        ProgrammeId programme = people.programme("Spring", true).id();
        MemberId mia = people.member();
        List<UUID> waiting = new ArrayList<>();
        List<UUID> hers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(
                    0, people.apply(people.member(), programme, null, true).id().value());
            hers.add(0, people.apply(mia, programme, null, false).id().value());
        }
        assertThat(pages(cursor -> applications.page(database.store(), State.SUBMITTED, cursor, 2)))
                .isEqualTo(waiting);
        assertThat(pages(cursor -> applications.page(database.store(), State.REJECTED, cursor, 2)))
                .isEqualTo(hers);
        assertThat(pages(cursor -> applications.pageOfMember(database.store(), mia, cursor, 2)))
                .isEqualTo(hers);
    }

    private interface Pages {
        Page<Application> after(String cursor);
    }

    private static List<UUID> pages(Pages list) {
        List<UUID> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<Application> page = list.after(cursor);
            page.items().forEach(application -> found.add(application.id().value()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
