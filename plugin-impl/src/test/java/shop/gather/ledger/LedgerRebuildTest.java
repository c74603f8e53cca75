package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** A rebuild sets balances and totals to the sums of the entries, and tells and audits what it changed. */
class LedgerRebuildTest {

    @OnBothDatabases
    void aNewPostingWhoseBalanceDisagreesRaisesAnAlarmUntilItIsRebuilt(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, Books.cents(500));
        books.change("update ledger_balance set amount = 499 where store_id = :store and payee_id = ?", leader);
        books.count();
        assertThat(books.alarms())
                .singleElement()
                .asString()
                .contains("PENDING of leader " + leader, "4.99 EUR stored", "5.00 EUR posted", "rebuilds");
        assertThat(books.rebuild().rebuilt()).hasSize(1);
        assertThat(books.alarms()).isEmpty();
        assertThat(books.verify().agrees()).isTrue();
    }

    @OnBothDatabases
    void aPostingThatWaitsIsComparedWithItsEntries(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, Books.cents(500));
        books.change("update ledger_uncounted set amount = amount * 2 where store_id = :store");
        assertThat(books.verify().unbalanced())
                .extracting(LedgerCheck.Unbalanced::total)
                .as("it adds up, and is not what was posted")
                .containsExactly(new Amount("0.00", "EUR"));
        assertThat(books.alarms()).hasSize(1);
        assertThat(books.uncounted()).isEqualTo(1);

        books.rebuild();

        assertThat(books.uncounted()).isZero();
        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.alarms()).isEmpty();
    }

    @OnBothDatabases
    void anEntryThatWasChangedBeforeItWasCountedIsToldByTheAuditOnceItIsRebuilt(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        PostingId posting = ((PostingResult.Posted) books.post(leader, Books.cents(500))).id();
        books.change(
                "update ledger_entry set account = 'ADJUSTMENTS' where store_id = :store and account = 'COMMISSION_EXPENSE'");
        books.count();
        assertThat(books.uncounted()).isEqualTo(1);

        LedgerResource.Rebuilt rebuilt = books.rebuild();

        assertThat(rebuilt.postings())
                .containsExactly(new RecountedPosting(
                        posting,
                        List.of(
                                new RecountedPosting.EntryChange(
                                        "ADJUSTMENTS", null, new Amount("0.00", "EUR"), new Amount("-5.00", "EUR")),
                                new RecountedPosting.EntryChange(
                                        "COMMISSION_EXPENSE",
                                        null,
                                        new Amount("-5.00", "EUR"),
                                        new Amount("0.00", "EUR")))));
        assertThat(books.audited("ledger.recounted")).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("posting:" + posting);
            assertThat(entry.details())
                    .isEqualTo("ADJUSTMENTS from 0.00 EUR to -5.00 EUR, COMMISSION_EXPENSE from -5.00 EUR to 0.00 EUR");
        });
        assertThat(books.uncounted()).isZero();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.rebuild().postings()).as("it agrees now").isEmpty();
    }

    @OnBothDatabases
    void aPostingWithoutEntriesStaysSetAsideUntilTheyAreRestored(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        PostingId posting = ((PostingResult.Posted) books.post(leader, Books.cents(500))).id();
        books.change("delete from ledger_entry where store_id = :store");

        assertThat(books.rebuild().postings()).isEmpty();
        books.rebuild();

        assertThat(books.uncounted()).as("its copies are the evidence").isEqualTo(1);
        assertThat(books.verify().unbalanced())
                .extracting(LedgerCheck.Unbalanced::posting)
                .containsExactly(posting);
        assertThat(books.alarms()).isNotEmpty();
        assertThat(books.trialBalances())
                .allSatisfy(balance -> assertThat(balance.total().amount()).isEqualTo("0.00"));

        books.change("insert into ledger_entry (store_id, posting_id, line, account, payee_id, currency, amount)"
                + " select :store, posting_id, line, account, payee_id, currency, amount from ledger_uncounted"
                + " where store_id = :store");
        books.rebuild();
        assertThat(books.uncounted()).isZero();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.alarms()).isEmpty();
    }

    @OnBothDatabases
    void totalsThatWereChangedAreFoundAndRecounted(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, Books.cents(500));
        books.count();
        books.post(leader, Books.cents(70));
        books.change(
                "update ledger_total set amount = amount + 1 where store_id = :store and account = 'COMMISSION_EXPENSE'");
        assertThat(books.verify().notZero()).containsExactly(new Amount("0.01", "EUR"));
        books.change("update ledger_total set amount = amount - 1 where store_id = :store and account = 'PENDING'");
        assertThat(books.verify().totals())
                .containsExactly(new LedgerCheck.TotalDifference(
                        null, Account.PENDING, new Amount("5.69", "EUR"), new Amount("5.70", "EUR")));
        assertThat(books.verifyFully().totals()).hasSize(2);
        assertThat(books.alarms()).hasSize(2);

        assertThat(books.rebuild().recounted()).hasSize(2);

        assertThat(books.alarms()).isEmpty();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.rebuild().recounted()).isEmpty();
    }

    @OnBothDatabases
    void lostTotalsAreRebuiltFromTheEntries(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        for (int i = 0; i < 101; i++) {
            books.post(books.database().leader(), Books.cents(100 + i));
        }
        books.count();
        books.post(books.database().leader(), Books.cents(9));
        for (String table : List.of("ledger_total", "ledger_payee_total", "ledger_checkpoint")) {
            books.change("delete from " + table + " where store_id = :store");
        }
        assertThat(books.verify().differences()).hasSize(101);
        assertThat(books.verifyFully().differences())
                .as("the stored balances are right")
                .isEmpty();

        books.post(books.database().leader(), Books.cents(10));

        assertThat(books.rebuild().rebuilt()).isEmpty();

        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
    }

    @OnBothDatabases
    void aRebuildThatIsRefusedHasChangedNothing(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, Books.cents(500));
        books.change("update ledger_balance set amount = 499 where store_id = :store and payee_id = ?", leader);
        StoreDatabase node = books.database().anotherNode();
        AtomicBoolean refused = new AtomicBoolean();
        node.with(BookRanges.class, new BookRanges(node.transactions(), node.sql()) {
            @Override
            void ofPostings(StoreId store, Consumer<Range> work) {
                assertThatThrownBy(new Books(node)::rebuild)
                        .isInstanceOfSatisfying(ProblemException.class, conflict -> assertThat(conflict.code())
                                .isEqualTo(ProblemCode.CONFLICT));
                refused.set(true);
                super.ofPostings(store, work);
            }
        });

        assertThat(new Books(node).verifyFully().differences())
                .as("it is wrong yet")
                .hasSize(1);

        assertThat(refused).isTrue();
        assertThat(books.audited("ledger.rebuilt")).isEmpty();
        assertThat(books.rebuild().rebuilt()).hasSize(1);
        assertThat(books.audited("ledger.rebuilt")).hasSize(1);
    }

    @OnBothDatabases
    void aRebuildTellsTheFirstAndTheAuditTellsAll(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        int many = BookComparison.MAX_FINDINGS + 1;
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            postings.add(Books.earned(books.database().leader(), Books.cents(100)));
        }
        books.database().bean(Ledger.class).post(books.database().store(), postings);
        books.change("update ledger_uncounted set line = line + 2 where store_id = :store");
        books.count();
        books.change("update ledger_balance set amount = 99 where store_id = :store");

        LedgerResource.Rebuilt rebuilt = books.rebuild();

        assertThat(rebuilt.rebuilt()).hasSize(BookComparison.MAX_FINDINGS);
        assertThat(rebuilt.postings()).hasSize(BookComparison.MAX_FINDINGS);
        assertThat(books.audited("ledger.rebuilt")).hasSize(many);
        assertThat(books.audited("ledger.recounted")).hasSize(many);
        assertThat(books.verifyFully().agrees()).isTrue();
    }
}
