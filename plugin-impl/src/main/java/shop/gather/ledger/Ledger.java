package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The ledger: all movements of money. Postings are append-only; a reversal is a new posting. Balances of payees are
 * updated in the same transaction and may be negative; the store's own accounts are summed. Each posting waits in a
 * queue until {@link Checkpoints} has counted it (ADR 36). Thread-safe.
 *
 * <p>Locks the touched balances in sorted order, after the row that the caller locked to decide. These locks serialize
 * postings with the same key that touch the same payee; if no payee is touched, the caller's row lock does. If two
 * postings with the same key are still written concurrently, the unique key makes the second transaction fail.
 */
@Singleton
public class Ledger {

    private final Transactions transactions;
    private final StoreSql sql;
    private final LedgerBalances balances;

    @Inject
    Ledger(Transactions transactions, StoreSql sql, LedgerBalances balances) {
        this.transactions = transactions;
        this.sql = sql;
        this.balances = balances;
    }

    /** Posts once, in the caller's transaction if there is one. */
    public PostingResult post(StoreId store, Posting posting) {
        return post(store, List.of(posting)).get(0);
    }

    /**
     * Posts several postings in the given order; each is accepted or refused separately. The number of statements does
     * not depend on the number of postings.
     *
     * @return one result per posting
     */
    public List<PostingResult> post(StoreId store, List<Posting> postings) {
        if (postings.isEmpty()) {
            return List.of();
        }
        return transactions.inStore(store, () -> write(store, postings));
    }

    /**
     * The balance of a payee's account, locked until the transaction ends so that it cannot change after a decision.
     * Zero if nothing was posted to it.
     */
    public Money lockedBalance(StoreId store, PayeeId payee, Account account, CurrencyUnit currency) {
        BalanceKey key = new BalanceKey(payee, account, currency.getCode());
        return Money.ofMinor(currency, balances.lock(store, Set.of(key)).getOrDefault(key, 0L));
    }

    /**
     * Returns those of the given balances that are negative at this moment, in the caller's transaction. One statement,
     * no locks.
     */
    public Set<BalanceKey> debts(StoreId store, Set<BalanceKey> keys) {
        return negative(balances.read(store, keys));
    }

    /**
     * Returns those of the given available balances that are negative. All given balances and the same payees'
     * requested balances stay locked until the transaction ends, so that amounts sent afterwards are still covered.
     */
    public Set<BalanceKey> lockedDebts(StoreId store, Set<BalanceKey> available) {
        Set<BalanceKey> keys = new HashSet<>(available);
        available.forEach(key -> keys.add(new BalanceKey(key.payee(), Account.REQUESTED, key.currency())));
        Set<BalanceKey> debts = negative(balances.lock(store, keys));
        debts.retainAll(available);
        return debts;
    }

    private static Set<BalanceKey> negative(Map<BalanceKey, Long> amounts) {
        Set<BalanceKey> negative = new HashSet<>(amounts.keySet());
        negative.removeIf(key -> amounts.get(key) >= 0);
        return negative;
    }

    private List<PostingResult> write(StoreId store, List<Posting> postings) {
        BalanceSheet sheet = new BalanceSheet(balances.open(store, touched(postings)));
        // Read after locking: the previous holder of the locks may have posted the same keys.
        Set<String> known = known(store, postings);
        List<PostingResult> results = new ArrayList<>();
        List<Object[]> postingRows = new ArrayList<>();
        List<Object[]> entryRows = new ArrayList<>();
        for (Posting posting : postings) {
            if (!known.add(posting.key())) {
                results.add(new PostingResult.AlreadyPosted());
                continue;
            }
            var uncovered = sheet.apply(posting);
            if (uncovered.isPresent()) {
                known.remove(posting.key());
                results.add(uncovered.get());
                continue;
            }
            // Created under the locks, so that a payee's postings are ordered by their ids.
            PostingId id = new PostingId(Ids.next());
            postingRows.add(new Object[] {id, posting.key(), posting.kind(), posting.subject(), posting.memo()});
            addEntries(entryRows, id, posting);
            results.add(new PostingResult.Posted(id));
        }
        balances.add(store, sheet.changes());
        sql.batch(
                store,
                "insert into ledger_posting (store_id, id, posting_key, kind, subject, memo, posted_at) values "
                        + "(:store, ?, ?, ?, ?, ?, now())",
                postingRows);
        sql.batch(
                store,
                "insert into ledger_entry (store_id, posting_id, line, account, payee_id, currency, amount) values "
                        + "(:store, ?, ?, ?, ?, ?, ?)",
                entryRows);
        sql.batch(
                store,
                "insert into ledger_uncounted (store_id, posting_id, line, account, payee_id, currency, amount, posted_at, suspect)"
                        + " values (:store, ?, ?, ?, ?, ?, ?, now(), false)",
                entryRows);
        return results;
    }

    private static void addEntries(List<Object[]> rows, PostingId posting, Posting source) {
        int line = 1;
        for (Entry entry : source.entries()) {
            rows.add(new Object[] {posting, line++, entry.account(), entry.payee(), entry.currency(), entry.minor()});
        }
    }

    private static Set<BalanceKey> touched(List<Posting> postings) {
        Set<BalanceKey> keys = new HashSet<>();
        for (Posting posting : postings) {
            for (Entry entry : posting.entries()) {
                if (entry.account().isOfPayee()) {
                    keys.add(BalanceKey.of(entry));
                }
            }
        }
        return keys;
    }

    private Set<String> known(StoreId store, List<Posting> postings) {
        Object[] keys = postings.stream().map(Posting::key).distinct().toArray();
        return new HashSet<>(sql.list(
                store,
                "select posting_key from ledger_posting where store_id = :store and posting_key in ("
                        + StoreSql.marks(keys.length) + ")",
                row -> row.getString("posting_key"),
                keys));
    }
}
