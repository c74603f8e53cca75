package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Locks, updates and creates the stored balances of payees. Runs in the caller's transaction. Thread-safe. */
@Singleton
class LedgerBalances {

    private final StoreSql sql;

    @Inject
    LedgerBalances(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Locks balances in key order, which all callers share, and reads them. Values are in minor units; a balance is
     * absent if nothing was posted to it. One statement.
     */
    Map<BalanceKey, Long> lock(StoreId store, Collection<BalanceKey> keys) {
        return list(store, keys, " order by payee_id, account, currency for update");
    }

    /** As {@link #lock}, without locks. */
    Map<BalanceKey, Long> read(StoreId store, Collection<BalanceKey> keys) {
        return list(store, keys, "");
    }

    private Map<BalanceKey, Long> list(StoreId store, Collection<BalanceKey> keys, String end) {
        Map<BalanceKey, Long> amounts = new HashMap<>();
        if (keys.isEmpty()) {
            return amounts;
        }
        List<PayeeId> payees = payees(keys);
        List<Object> args = new ArrayList<>(payees);
        for (BalanceKey key : keys) {
            args.addAll(List.of(key.payee(), key.account(), key.currency()));
        }
        // The payees are listed twice: H2 uses its index for a list of values, not for a list of rows.
        sql.list(
                        store,
                        "select payee_id, account, currency, amount from ledger_balance where store_id = :store and payee_id in ("
                                + StoreSql.marks(payees.size()) + ") and (payee_id, account, currency) in ("
                                + "(?, ?, ?), ".repeat(keys.size() - 1)
                                + "(?, ?, ?))" + end,
                        row -> Map.entry(key(row), row.getLong("amount")),
                        args.toArray())
                .forEach(row -> amounts.put(row.getKey(), row.getValue()));
        return amounts;
    }

    /** As {@link #lock}, and creates balances that do not exist yet. */
    Map<BalanceKey, Long> open(StoreId store, Collection<BalanceKey> keys) {
        Map<BalanceKey, Long> amounts = lock(store, keys);
        if (amounts.size() == keys.size()) {
            return amounts;
        }
        payees(keys.stream().filter(key -> !amounts.containsKey(key)).toList())
                .forEach(payee -> serialize(store, payee));
        amounts.putAll(lock(store, keys));
        List<BalanceKey> missing =
                keys.stream().filter(key -> !amounts.containsKey(key)).toList();
        sql.batch(
                store,
                "insert into ledger_balance (store_id, payee_id, account, currency, amount) values (:store, ?, ?, ?, 0)",
                missing.stream()
                        .map(key -> new Object[] {key.payee(), key.account(), key.currency()})
                        .toList());
        missing.forEach(key -> amounts.put(key, 0L));
        return amounts;
    }

    /** Updates balances that exist and are locked. */
    void add(StoreId store, Map<BalanceKey, Long> changes) {
        sql.batch(
                store,
                "update ledger_balance set amount = amount + ? where store_id = :store and payee_id = ? and account = ? and currency = ?",
                changes.entrySet().stream()
                        .filter(change -> change.getValue() != 0)
                        .map(change -> new Object[] {
                            change.getValue(),
                            change.getKey().payee(),
                            change.getKey().account(),
                            change.getKey().currency()
                        })
                        .toList());
    }

    /**
     * Lets one transaction at a time create balances of a payee, because a duplicate row would abort it. The payee's
     * row is updated with its own value instead of selected for update: that lock would wait for every transaction that
     * inserts a row that references the payee.
     */
    private void serialize(StoreId store, PayeeId payee) {
        int found = sql.update(store, "update payee set kind = kind where store_id = :store and id = ?", payee);
        if (found != 1) {
            throw new IllegalArgumentException("no payee " + payee + " to post for");
        }
    }

    private static List<PayeeId> payees(Collection<BalanceKey> keys) {
        return keys.stream().map(BalanceKey::payee).distinct().sorted().toList();
    }

    static BalanceKey key(ResultSet row) throws SQLException {
        return new BalanceKey(
                StoreSql.id(row, "payee_id", PayeeId::new),
                Account.valueOf(row.getString("account")),
                row.getString("currency"));
    }
}
