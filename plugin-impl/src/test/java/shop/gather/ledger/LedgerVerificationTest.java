package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Amount;

/** What an incremental and what a full verification finds, and which alarms they raise and settle. */
class LedgerVerificationTest {

    @OnBothDatabases
    void aPostingThatDoesNotAddUpIsFoundByEachVerification(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, Books.cents(500));
        PostingId bad = new PostingId(books.tampered("AVAILABLE", leader, 300));
        LedgerCheck.Unbalanced found = new LedgerCheck.Unbalanced(bad, new Amount("3.00", "EUR"));
        assertThat(books.count()).isEqualTo(2);
        assertThat(books.alarms()).singleElement().asString().contains(bad.toString(), "full=true", "backup");
        assertThat(books.uncounted()).as("it stays").isEqualTo(1);
        assertThat(books.count()).isZero();
        assertThat(books.verify().unbalanced()).containsExactly(found);
        assertThat(books.verify().notZero()).containsExactly(new Amount("3.00", "EUR"));
        assertThat(books.verifyFully().unbalanced()).containsExactly(found);
        assertThat(books.trialBalances()).isEqualTo(books.sums());
    }

    @OnBothDatabases
    void aPostingThatWasNeitherCountedNorWaitsIsFoundByAFullVerification(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        books.post(books.database().leader(), Books.cents(500));
        books.change("delete from ledger_uncounted where store_id = :store");
        Verification verification = books.verifyFully();
        assertThat(verification.agrees()).isFalse();
        assertThat(verification.totals())
                .extracting(LedgerCheck.TotalDifference::account)
                .containsOnly(Account.PENDING, Account.COMMISSION_EXPENSE);
        books.rebuild();
        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
    }

    @OnBothDatabases
    void entriesThatWereChangedAfterTheyWereCountedAreFoundByAFullVerification(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, Books.cents(500));
        books.count();
        books.change("update ledger_entry set amount = amount + 100 where store_id = :store and account = 'PENDING'");
        assertThat(books.verify().agrees()).isTrue();
        Verification verification = books.verifyFully();
        assertThat(verification.differences()).hasSize(1);
        assertThat(verification.unbalanced()).hasSize(1);
        assertThat(verification.totals()).hasSize(2);
        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.alarms())
                .as("an incremental verification does not settle it")
                .hasSize(1);
    }

    @OnBothDatabases
    void aFullVerificationSettlesNoAlarmOfAPostingThatIsSetAside(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        PostingId posting = ((PostingResult.Posted) books.post(books.database().leader(), Books.cents(500))).id();
        books.change("update ledger_uncounted set line = line + 2 where store_id = :store");
        books.count();
        assertThat(books.alarms()).hasSize(1);

        Verification verification = books.verifyFully();

        assertThat(verification.unbalanced())
                .as("all sums are right, and yet these are not its entries")
                .containsExactly(new LedgerCheck.Unbalanced(posting, new Amount("0.00", "EUR")));
        assertThat(verification.agrees()).isFalse();
        assertThat(books.alarms()).isNotEmpty();
        books.rebuild();
        assertThat(books.alarms()).isEmpty();
    }

    /** One node has read all postings when another one sets a new one aside. */
    @OnBothDatabases
    void aFullVerificationSettlesNoAlarmThatIsRaisedWhileItRuns(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        StoreDatabase node = books.database().anotherNode();
        node.with(BookRanges.class, new BookRanges(node.transactions(), node.sql()) {
            @Override
            void ofPostings(StoreId store, Consumer<Range> work) {
                super.ofPostings(store, work);
                books.post(leader, Books.cents(500));
                books.change("update ledger_uncounted set line = line + 2 where store_id = :store");
                books.count();
                assertThat(books.alarms()).hasSize(1);
            }
        });

        assertThat(new Books(node).verifyFully().agrees()).isFalse();

        assertThat(books.alarms()).isNotEmpty();
    }
}
