package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;

/**
 * Whether the books agree with themselves: the trial balance, and the stored balances against the entries. Reads all
 * entries of the store. Thread-safe.
 */
@Singleton
public class LedgerCheck {

    private static final int MOST = 200;

    private static final String STORED_AND_POSTED =
            "select payee_id, account, currency, sum(stored) as stored, sum(posted) as posted from ("
                    + "select payee_id, account, currency, amount as stored, 0 as posted from ledger_balance where store_id = :store"
                    + " union all select payee_id, account, currency, 0, amount from ledger_entry"
                    + " where store_id = :store and payee_id is not null) books group by payee_id, account, currency"
                    + " having sum(stored) <> sum(posted) order by payee_id, account, currency limit ?";

    private final Transactions transactions;
    private final StoreSql sql;
    private final LedgerBalances balances;
    private final AuditLog audit;

    @Inject
    LedgerCheck(Transactions transactions, StoreSql sql, LedgerBalances balances, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.balances = balances;
        this.audit = audit;
    }

    /** The sum of an account over all payees. */
    @Schema(name = "AccountTotal")
    public record AccountTotal(Account account, Amount total) {}

    /** @param total of all accounts: zero, or the books are broken */
    @Schema(name = "TrialBalance", description = "The sums of all accounts in one currency; their total is zero")
    public record TrialBalance(String currency, List<AccountTotal> accounts, Amount total) {

        /** @param totals of all currencies */
        static List<TrialBalance> of(List<AccountTotal> totals) {
            Map<String, List<AccountTotal>> byCurrency = totals.stream()
                    .collect(Collectors.groupingBy(
                            total -> total.total().currency(), TreeMap::new, Collectors.toList()));
            return byCurrency.entrySet().stream()
                    .map(entry ->
                            new TrialBalance(entry.getKey(), entry.getValue(), sum(entry.getKey(), entry.getValue())))
                    .toList();
        }

        private static Amount sum(String currency, List<AccountTotal> totals) {
            BigDecimal sum = totals.stream()
                    .map(total -> new BigDecimal(total.total().amount()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return Amount.of(Money.of(CurrencyUnit.of(currency), sum));
        }
    }

    /** A stored balance that is not the sum of its entries. */
    @Schema(name = "LedgerDifference")
    public record Difference(UUID leader, Account account, Amount stored, Amount posted) {
        BalanceKey key() {
            return new BalanceKey(leader, account, stored.currency());
        }
    }

    /** A posting whose entries do not add up to zero. */
    @Schema(name = "UnbalancedPosting")
    public record Unbalanced(UUID posting, Amount total) {}

    /**
     * @param agrees whether nothing was found
     * @param differences at most 200
     * @param unbalanced at most 200
     */
    @Schema(name = "LedgerVerification")
    public record Verification(boolean agrees, List<Difference> differences, List<Unbalanced> unbalanced) {}

    /** One trial balance per currency, summed from the entries in one statement. */
    public List<TrialBalance> trialBalances(StoreId store) {
        List<AccountTotal> totals = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select currency, account, sum(amount) as total from ledger_entry where store_id = :store"
                                + " group by currency, account order by currency, account",
                        row -> new AccountTotal(
                                Account.valueOf(row.getString("account")),
                                Amount.ofMinor(row.getLong("total"), row.getString("currency")))));
        return TrialBalance.of(totals);
    }

    /** Compares each stored balance with its entries, and each posting with itself. */
    public Verification verify(StoreId store) {
        return transactions.inStore(store, () -> {
            List<Difference> differences = differences(store);
            List<Unbalanced> unbalanced = sql.list(
                    store,
                    "select posting_id, currency, sum(amount) as total from ledger_entry where store_id = :store"
                            + " group by posting_id, currency having sum(amount) <> 0 order by posting_id limit ?",
                    row -> new Unbalanced(
                            StoreSql.uuid(row, "posting_id"),
                            Amount.ofMinor(row.getLong("total"), row.getString("currency"))),
                    MOST);
            return new Verification(differences.isEmpty() && unbalanced.isEmpty(), differences, unbalanced);
        });
    }

    /**
     * Sets stored balances that differ to the sums of their entries, which are what counts. An owner's decision,
     * audited.
     *
     * @return what was wrong, at most 200; repeat until it is empty
     */
    public List<Difference> rebuild(StoreId store, String actor) {
        return transactions.inStore(store, () -> {
            Set<BalanceKey> locked =
                    balances.open(store, keys(differences(store))).keySet();
            // Once more under the locks: what was posted meanwhile is not wrong.
            List<Difference> wrong = differences(store).stream()
                    .filter(difference -> locked.contains(difference.key()))
                    .toList();
            for (Difference difference : wrong) {
                set(store, difference.key());
                audit.record(
                        store,
                        actor,
                        "ledger.rebuilt",
                        "leader:" + difference.leader(),
                        difference.account() + " from " + difference.stored() + " to " + difference.posted());
            }
            return wrong;
        });
    }

    private List<Difference> differences(StoreId store) {
        return sql.list(
                store,
                STORED_AND_POSTED,
                row -> new Difference(
                        StoreSql.uuid(row, "payee_id"),
                        Account.valueOf(row.getString("account")),
                        Amount.ofMinor(row.getLong("stored"), row.getString("currency")),
                        Amount.ofMinor(row.getLong("posted"), row.getString("currency"))),
                MOST);
    }

    private static List<BalanceKey> keys(List<Difference> differences) {
        return differences.stream().map(Difference::key).toList();
    }

    private void set(StoreId store, BalanceKey key) {
        sql.update(
                store,
                "update ledger_balance set amount = (select coalesce(sum(e.amount), 0) from ledger_entry e"
                        + " where e.store_id = :store and e.payee_id = ? and e.currency = ? and e.account = ?)"
                        + " where store_id = :store and payee_id = ? and account = ? and currency = ?",
                key.payee(),
                key.currency(),
                key.account(),
                key.payee(),
                key.account(),
                key.currency());
    }
}
