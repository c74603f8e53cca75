package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import shop.gather.ledger.BookRanges.Range;
import shop.gather.ledger.LedgerCheck.AccountTotal;
import shop.gather.ledger.LedgerCheck.Difference;
import shop.gather.ledger.LedgerCheck.TotalDifference;
import shop.gather.ledger.LedgerCheck.Unbalanced;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.StoreSql.RowReader;
import shop.gather.platform.http.Amount;

/**
 * Compares balances and totals with the entries from which they are derived. Each comparison is one statement, so it
 * sees a consistent state during concurrent posting and counting. Sums of unknown accounts and currencies are left out:
 * a posting with such an entry is never counted and is reported as a posting. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
class BookComparison {

    /** The maximum number of findings of each kind. */
    static final int MAX_FINDINGS = 200;

    /** The number of payees that one statement compares. */
    private static final int PAYEES = 100;

    private static final String OF_PAYEES = Arrays.stream(Account.values())
            .filter(Account::isOfPayee)
            .map(account -> "'" + account + "'")
            .collect(Collectors.joining(", "));

    private static final String STORED_AND_COUNTED =
            "select payee_id, account, currency, sum(stored) as stored, sum(counted) as counted, sum(counted) as posted from ("
                    + "select payee_id, account, currency, amount as stored, 0 as counted from ledger_balance"
                    + " where store_id = :store%1$s"
                    + " union all select payee_id, account, currency, 0, amount from ledger_payee_total where store_id = :store%1$s"
                    + " union all select payee_id, account, currency, 0, amount from ledger_uncounted where store_id = :store"
                    + " and payee_id is not null%1$s) books group by payee_id, account, currency"
                    + " having sum(stored) <> sum(counted) order by payee_id, account, currency limit ?";

    private static final String STORED_COUNTED_AND_POSTED =
            "select payee_id, account, currency, sum(stored) as stored, sum(counted) as counted, sum(posted) as posted from ("
                    + "select payee_id, account, currency, amount as stored, 0 as counted, 0 as posted from ledger_balance"
                    + " where store_id = :store%1$s"
                    + " union all select payee_id, account, currency, 0, amount, 0 from ledger_payee_total where store_id = :store%1$s"
                    + " union all select payee_id, account, currency, 0, amount, 0 from ledger_uncounted where store_id = :store"
                    + " and payee_id is not null%1$s"
                    + " union all select payee_id, account, currency, 0, 0, sum(amount) from ledger_entry where store_id = :store"
                    + " and payee_id is not null%1$s group by payee_id, account, currency"
                    + ") books group by payee_id, account, currency"
                    + " having sum(stored) <> sum(posted) or sum(counted) <> sum(posted)"
                    + " order by payee_id, account, currency limit ?";

    private final StoreSql sql;

    @Inject
    BookComparison(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * A payee's account whose three sums are not all equal.
     *
     * @param stored the stored balance
     * @param counted the payee's total plus the uncounted entries
     * @param posted the sum of all entries
     */
    record PayeeSums(BalanceKey key, long stored, long counted, long posted) {
        boolean isStoredWrong() {
            return stored != posted;
        }

        boolean isMiscounted() {
            return counted != posted;
        }

        Difference difference() {
            return new Difference(key.payee(), key.account(), amount(stored), amount(posted));
        }

        TotalDifference totalDifference() {
            return new TotalDifference(key.payee(), key.account(), amount(counted), amount(posted));
        }

        private Amount amount(long minor) {
            return Amount.ofMinor(minor, key.currency());
        }

        private static PayeeSums read(ResultSet row) throws SQLException {
            return new PayeeSums(
                    LedgerBalances.key(row), row.getLong("stored"), row.getLong("counted"), row.getLong("posted"));
        }
    }

    /** An account whose total differs from the sum that it is compared with. */
    record TotalSums(Account account, String currency, long kept, long posted) {
        TotalDifference difference() {
            return new TotalDifference(null, account, Amount.ofMinor(kept, currency), Amount.ofMinor(posted, currency));
        }

        private static TotalSums read(ResultSet row) throws SQLException {
            return new TotalSums(
                    Account.valueOf(row.getString("account")),
                    row.getString("currency"),
                    row.getLong("kept"),
                    row.getLong("posted"));
        }
    }

    /** The sums of all accounts: the totals plus the uncounted entries. */
    List<AccountTotal> totals(StoreId store) {
        return ofKnown(
                store,
                "select currency, account, sum(amount) as total from (select currency, account, amount from ledger_total"
                        + " where store_id = :store union all select currency, account, amount from ledger_uncounted"
                        + " where store_id = :store) books group by currency, account order by currency, account",
                row -> new AccountTotal(
                        Account.valueOf(row.getString("account")),
                        MinorAmounts.of(row.getBigDecimal("total"), row.getString("currency"))));
    }

    /** The number of postings that the totals do not contain yet. */
    long uncounted(StoreId store) {
        return sql.first(
                        store,
                        "select count(distinct posting_id) as postings from ledger_uncounted where store_id = :store",
                        row -> row.getLong("postings"))
                .orElse(0L);
    }

    /** The uncounted postings that do not add up to zero or are marked as suspect. They stay uncounted. */
    List<Unbalanced> unbalanced(StoreId store) {
        return sql.list(
                store,
                "select posting_id, currency, sum(amount) as total from ledger_uncounted where store_id = :store"
                        + " group by posting_id, currency having sum(amount) <> 0 or sum(case when suspect then 1 else 0 end) > 0"
                        + " order by posting_id limit ?",
                BookComparison::unbalanced,
                MAX_FINDINGS);
    }

    /** The number of postings in a range. */
    long postings(StoreId store, Range range) {
        return sql.first(
                        store,
                        "select count(*) as postings from ledger_posting where store_id = :store and id > ? and id <= ?",
                        row -> row.getLong("postings"),
                        range.after(),
                        range.to())
                .orElse(0L);
    }

    /** The postings in a range whose entries do not add up to zero. */
    List<Unbalanced> unbalanced(StoreId store, Range range) {
        return sql.list(
                store,
                "select posting_id, currency, sum(amount) as total from ledger_entry where store_id = :store"
                        + " and posting_id > ? and posting_id <= ?"
                        + " group by posting_id, currency having sum(amount) <> 0 order by posting_id limit ?",
                BookComparison::unbalanced,
                range.after(),
                range.to(),
                MAX_FINDINGS);
    }

    /** Stored balances that differ from the payees' totals plus the uncounted entries. */
    List<PayeeSums> differences(StoreId store) {
        return ofKnown(store, STORED_AND_COUNTED.formatted(""), PayeeSums::read, MAX_FINDINGS);
    }

    /** As {@link #differences(StoreId)} for some payees. One statement per {@value #PAYEES} payees. */
    List<PayeeSums> differences(StoreId store, Collection<PayeeId> payees) {
        List<PayeeId> all = payees.stream().sorted().toList();
        List<PayeeSums> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PAYEES) {
            // A fixed number of arguments, so that the statement's text is always the same.
            List<Object> args = new ArrayList<>();
            for (int branch = 0; branch < 3; branch++) {
                for (int i = from; i < from + PAYEES; i++) {
                    args.add(all.get(Math.min(i, all.size() - 1)));
                }
            }
            args.add(MAX_FINDINGS);
            String ofThese = " and payee_id in (" + StoreSql.marks(PAYEES) + ")";
            found.addAll(ofKnown(store, STORED_AND_COUNTED.formatted(ofThese), PayeeSums::read, args.toArray()));
        }
        return found;
    }

    /** Balances and totals of payees that differ from the sums of their entries. Reads all entries. */
    List<PayeeSums> differencesOfAllEntries(StoreId store) {
        return ofKnown(store, STORED_COUNTED_AND_POSTED.formatted(""), PayeeSums::read, MAX_FINDINGS);
    }

    /** As {@link #differencesOfAllEntries} for a range of payees. */
    List<PayeeSums> differences(StoreId store, Range payees) {
        List<Object> args = new ArrayList<>();
        for (int branch = 0; branch < 4; branch++) {
            args.addAll(List.of(payees.after(), payees.to()));
        }
        // A payee has three accounts in each currency; all differences in the range are wanted.
        args.add(Integer.MAX_VALUE);
        return ofKnown(
                store,
                STORED_COUNTED_AND_POSTED.formatted(" and payee_id > ? and payee_id <= ?"),
                PayeeSums::read,
                args.toArray());
    }

    /** Totals of payees' accounts that differ from the sums of the payees' totals. */
    List<TotalSums> totalDifferences(StoreId store) {
        return ofKnown(
                store,
                "select account, currency, sum(kept) as kept, sum(posted) as posted from (select account, currency,"
                        + " amount as kept, 0 as posted from ledger_total where store_id = :store and account in ("
                        + OF_PAYEES + ") union all select account, currency, 0, amount from ledger_payee_total"
                        + " where store_id = :store) books group by account, currency having sum(kept) <> sum(posted)"
                        + " order by account, currency",
                TotalSums::read);
    }

    /** Totals that, plus the uncounted entries, differ from the sums of all entries. Reads all entries. */
    List<TotalSums> totalDifferencesOfAllEntries(StoreId store) {
        return ofKnown(
                store,
                "select account, currency, sum(kept) as kept, sum(posted) as posted from (select account, currency,"
                        + " amount as kept, 0 as posted from ledger_total where store_id = :store"
                        + " union all select account, currency, amount, 0 from ledger_uncounted where store_id = :store"
                        + " union all select account, currency, 0, sum(amount) from ledger_entry where store_id = :store"
                        + " group by account, currency) books group by account, currency having sum(kept) <> sum(posted)"
                        + " order by account, currency",
                TotalSums::read);
    }

    private <T> List<T> ofKnown(StoreId store, String statement, RowReader<T> reader, Object... args) {
        return sql
                .list(
                        store,
                        statement,
                        row -> Account.isKnown(row.getString("account"))
                                        && MinorAmounts.isKnown(row.getString("currency"))
                                ? Optional.of(reader.read(row))
                                : Optional.<T>empty(),
                        args)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Unbalanced unbalanced(ResultSet row) throws SQLException {
        return new Unbalanced(
                StoreSql.id(row, "posting_id", PostingId::new),
                MinorAmounts.of(row.getBigDecimal("total"), row.getString("currency")));
    }
}
