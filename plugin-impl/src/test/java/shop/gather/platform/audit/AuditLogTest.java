package shop.gather.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Page;

/** What was decided is told newest first, with what was written about a member until she is erased. */
class AuditLogTest {

    @OnBothDatabases
    void anEntrySaysWhatWasWrittenAndWhatWasWrittenAboutAMemberGoesWithHer(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreId store = database.store();
        AuditLog audit = database.bean(AuditLog.class);
        MemberId member = new MemberId(Ids.next());
        int plain = database.statementsOf(() -> audit.record(store, "owner:test", "key.created", "till", "OWNER"));
        int noted = database.statementsOf(() -> database.transactions()
                .inStore(
                        store,
                        () -> audit.recordAbout(store, "owner:test", "payout.rejected", "p1", "", member, "no")));
        assertThat(List.of(plain, noted)).containsExactly(1, 2);
        audit.recordAbout(store, "owner:test", "payout.rejected", "p2", "EUR 5.00", member, "too early");

        List<AuditLog.Entry> entries = audit.page(store, null, null, 50).items();
        assertThat(entries)
                .extracting(AuditLog.Entry::subject, AuditLog.Entry::action, AuditLog.Entry::details)
                .containsExactly(
                        tuple("p2", "payout.rejected", "EUR 5.00: too early"),
                        tuple("p1", "payout.rejected", "no"),
                        tuple("till", "key.created", "OWNER"));
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("owner:test");
            assertThat(entry.at()).isNotNull();
        });

        database.bean(MemberNotes.class).erase(store, member);
        assertThat(audit.page(store, "payout.rejected", null, 50).items())
                .extracting(AuditLog.Entry::details)
                .containsExactly("EUR 5.00", "");
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEndedAndKeepTheAction(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreId store = database.store();
        AuditLog audit = database.bean(AuditLog.class);
        for (int i = 0; i < 10; i++) {
            audit.record(store, "owner:test", i % 2 == 0 ? "even" : "odd", "number " + i, "");
        }
        assertThat(subjects(audit, store, "odd"))
                .containsExactly("number 9", "number 7", "number 5", "number 3", "number 1");
        assertThat(subjects(audit, store, null)).hasSize(10).startsWith("number 9", "number 8");
        assertThat(database.statementsOf(() -> audit.page(store, "odd", null, 50)))
                .isEqualTo(1);
    }

    @OnBothDatabases
    void whatHappensOftenHasOneEntryADay(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreId store = database.store();
        AuditLog audit = database.bean(AuditLog.class);
        int first = database.statementsOf(() -> audit.recordOnceADay(store, "owner:test", "session", "mia", ""));
        int again = database.statementsOf(() -> audit.recordOnceADay(store, "owner:test", "session", "mia", ""));
        audit.recordOnceADay(store, "owner:other", "session", "mia", "");
        assertThat(List.of(first, again)).containsExactly(2, 1);
        assertThat(audit.page(store, "session", null, 50).items()).hasSize(2);
    }

    @OnBothDatabases
    void notesAreFoundByWhatTheyExplainInTheirStoreOnly(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        MemberNotes notes = database.bean(MemberNotes.class);
        MemberId member = new MemberId(Ids.next());
        List<UUID> about = List.of(Ids.next(), Ids.next(), Ids.next());
        notes.write(database.store(), about.get(0), member, "one");
        notes.write(database.store(), about.get(2), member, "three");
        notes.write(other.store(), about.get(0), member, "theirs");
        assertThat(notes.about(database.store(), about)).isEqualTo(Map.of(about.get(0), "one", about.get(2), "three"));
        notes.erase(database.store(), member);
        assertThat(notes.about(database.store(), about)).isEmpty();
        assertThat(notes.about(other.store(), about)).isEqualTo(Map.of(about.get(0), "theirs"));

        database.bean(AuditLog.class).record(database.store(), "owner:test", "ours", "s", "");
        assertThat(database.bean(AuditLog.class)
                        .page(other.store(), null, null, 50)
                        .items())
                .isEmpty();
    }

    /** All of a list, three at a time. */
    private static List<String> subjects(AuditLog audit, StoreId store, String action) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<AuditLog.Entry> page = audit.page(store, action, cursor, 3);
            page.items().forEach(entry -> found.add(entry.subject()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
