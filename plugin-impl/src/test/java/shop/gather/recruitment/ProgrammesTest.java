package shop.gather.recruitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** What is kept of a programme: of one store, and changed only by somebody who saw the latest version. */
class ProgrammesTest {

    private static final List<RuleSpec> RULES = List.of(new RuleSpec(Rule.BoughtAtLeast.NAME, null, 3));

    @OnBothDatabases
    void aProgrammeIsReadAsItWasCreatedAndChanged(StoreDatabase database) {
        Programmes programmes = database.bean(Programmes.class);
        Programmes.View created = new Applicants(database).programme("Spring", true);
        assertThat(programmes.get(database.store(), created.id())).isEqualTo(created);
        assertThat(created.version()).isZero();
        assertThat(Duration.between(created.createdAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(programmes.ordersAsked(database.store(), created.id())).isZero();

        Programmes.View changed =
                programmes.change(database.store(), Applicants.OWNER, created.id(), "\"0\"", "Summer", RULES, false);

        assertThat(changed)
                .isEqualTo(new Programmes.View(created.id(), "Summer", RULES, false, created.createdAt(), 1));
        assertThat(programmes.get(database.store(), created.id())).isEqualTo(changed);
        assertThat(programmes.ordersAsked(database.store(), created.id())).isEqualTo(3);
        assertThat(programmes.change(database.store(), Applicants.OWNER, created.id(), "\"1\"", "Summer", RULES, false))
                .as("nothing is different")
                .isEqualTo(changed);
        assertThat(programmes.get(database.store(), created.id())).isEqualTo(changed);
        assertThatThrownBy(() -> programmes.rulesOfOpen(database.store(), created.id()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("takes no applications");
    }

    @OnBothDatabases
    void ofTwoChangesOfOneVersionOneIsRefused(StoreDatabase database) {
        Programmes programmes = database.bean(Programmes.class);
        ProgrammeRows rows = database.bean(ProgrammeRows.class);
        Applicants people = new Applicants(database);
        ProgrammeId id = people.programme("Spring", true).id();
        Programme seen = people.in(() -> rows.find(id.value())).orElseThrow();
        Programme first = seen.changed("Summer", RULES, true);
        Programme second = seen.changed("Autumn", RULES, true);

        assertThat(people.in(() -> rows.change(first))).isTrue();
        assertThat(people.in(() -> rows.change(second))).isFalse();

        assertThat(programmes.get(database.store(), id).name()).isEqualTo("Summer");
        assertThatThrownBy(
                        () -> programmes.change(database.store(), Applicants.OWNER, id, "\"0\"", "Autumn", RULES, true))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ProblemCode.VERSION_MISMATCH));
    }

    @OnBothDatabases
    void aPageHasAllOrThoseThatTakeApplications(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        Programmes programmes = database.bean(Programmes.class);
        Applicants people = new Applicants(database);
        Programmes.View open = people.programme("Spring", true);
        Programmes.View closed = people.programme("Winter", false);
        Programmes.View alsoOpen = people.programme("Summer", true);

        assertThat(programmes.page(database.store(), false, null, 10).items()).containsExactly(alsoOpen, closed, open);
        Page<Programmes.View> first = programmes.page(database.store(), true, null, 1);
        assertThat(first.items()).containsExactly(alsoOpen);
        Page<Programmes.View> last = programmes.page(database.store(), true, first.next(), 1);
        assertThat(last.items()).containsExactly(open);
        assertThat(last.next()).isNull();
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase database) {
        ProgrammeRows rows = database.bean(ProgrammeRows.class);
        Applicants people = new Applicants(database);
        Applicants others = new Applicants(database.anotherStore());
        ProgrammeId id = people.programme("Spring", true).id();
        Programme changed = people.in(() -> rows.find(id.value())).orElseThrow().changed("Theirs", RULES, true);

        assertThat(others.in(() -> rows.find(id.value()))).isEmpty();
        assertThat(others.in(() -> rows.newest(Page.START, 10))).isEmpty();
        assertThat(others.in(() -> rows.newestOpen(Page.START, 10))).isEmpty();
        assertThat(others.in(() -> rows.change(changed))).isFalse();
    }
}
