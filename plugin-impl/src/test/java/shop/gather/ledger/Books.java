package shop.gather.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.LedgerCheck.AccountTotal;
import shop.gather.ledger.LedgerCheck.TrialBalance;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.http.Amount;
import shop.gather.shop.alarm.Alarms;

/** A store as one node sees it. */
record Books(StoreDatabase database) {

    PostingResult post(LeaderId leader, Money amount) {
        return database.bean(Ledger.class).post(database.store(), earned(leader, amount));
    }

    int count() {
        return database.bean(Checkpoints.class).count(database.store());
    }

    Verification verify() {
        return database.bean(LedgerCheck.class).verify(database.store());
    }

    Verification verifyFully() {
        return database.bean(LedgerCheck.class).verifyFully(database.store());
    }

    LedgerResource.Rebuilt rebuild() {
        return database.bean(LedgerRebuild.class).rebuild(database.store(), "owner:test");
    }

    List<TrialBalance> trialBalances() {
        return database.bean(LedgerCheck.class).trialBalances(database.store());
    }

    /** The trial balances as the entries alone say. */
    List<TrialBalance> sums() {
        return TrialBalance.of(database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select currency, account, sum(amount) as total from ledger_entry where store_id = :store"
                                + " group by currency, account order by currency, account",
                        row -> new AccountTotal(
                                Account.valueOf(row.getString("account")),
                                Amount.ofMinor(row.getLong("total"), row.getString("currency"))))));
    }

    /** Whether totals and entries agree at one moment. */
    boolean agreeNow() {
        return database.transactions()
                .inStore(database.store(), () -> database.bean(BookComparison.class)
                        .totalDifferencesOfAllEntries(database.store()))
                .isEmpty();
    }

    long uncounted() {
        return database.transactions().inStore(database.store(), () -> database.bean(BookComparison.class)
                .uncounted(database.store()));
    }

    void change(String sql, Object... args) {
        database.transactions().inStore(database.store(), () -> database.sql().update(database.store(), sql, args));
    }

    List<AuditLog.Entry> audited(String action) {
        return database.bean(AuditLog.class)
                .page(database.store(), action, null, 300)
                .items();
    }

    List<String> alarms() {
        return database.bean(Alarms.class).open(database.store(), null, 10).items().stream()
                .map(Alarms.Alarm::message)
                .toList();
    }

    /** Posts so many of a leader in one transaction, of 1 cent, 2 cents and so on. */
    void post(LeaderId leader, int postings) {
        List<Posting> many = new ArrayList<>();
        for (int i = 0; i < postings; i++) {
            many.add(earned(leader, cents(i + 1)));
        }
        database.bean(Ledger.class).post(database.store(), many);
    }

    /** A posting with one entry, which Gather never writes. */
    UUID tampered(String account, LeaderId leader, long amount) {
        UUID id = Ids.next();
        change(
                "insert into ledger_posting (store_id, id, posting_key, kind, subject, memo, posted_at)"
                        + " values (:store, ?, ?, 'bad', '', '', now())",
                id,
                "bad:" + id);
        change(
                "insert into ledger_entry (store_id, posting_id, line, account, payee_id, currency, amount)"
                        + " values (:store, ?, 1, ?, ?, 'EUR', ?)",
                id,
                account,
                leader,
                amount);
        change(
                "insert into ledger_uncounted (store_id, posting_id, line, account, payee_id, currency, amount, posted_at, suspect)"
                        + " select :store, posting_id, line, account, payee_id, currency, amount, now(), false"
                        + " from ledger_entry where store_id = :store and posting_id = ?",
                id);
        return id;
    }

    static Posting earned(LeaderId leader, Money amount) {
        return new Posting(
                "test:" + Ids.next(),
                "commission",
                "order:1",
                "Earned",
                List.of(
                        Entry.of(Account.PENDING, PayeeId.of(leader), amount),
                        Entry.of(Account.COMMISSION_EXPENSE, amount.negated())));
    }

    static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }
}
