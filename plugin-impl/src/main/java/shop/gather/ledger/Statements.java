package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import shop.gather.ledger.Balances.Standing;
import shop.gather.ledger.Statement.Line;
import shop.gather.ledger.Statement.Movement;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.MemberNotes;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;

/** Balances and statements of payees, read from the books. Thread-safe. */
@Singleton
public class Statements {

    private static final String SUMS = "sum(case when e.account = 'PENDING' then e.amount else 0 end) as pending,"
            + " sum(case when e.account = 'AVAILABLE' then e.amount else 0 end) as available,"
            + " sum(case when e.account = 'REQUESTED' then e.amount else 0 end) as requested";

    private final Transactions transactions;
    private final StoreSql sql;
    private final MemberNotes notes;

    @Inject
    Statements(Transactions transactions, StoreSql sql, MemberNotes notes) {
        this.transactions = transactions;
        this.sql = sql;
        this.notes = notes;
    }

    /** What a payee has, by currency; empty before the first posting. One statement. */
    public List<Balances> balances(StoreId store, UUID payee) {
        Map<String, Map<Account, Long>> byCurrency = new LinkedHashMap<>();
        transactions
                .inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select payee_id, account, currency, amount from ledger_balance"
                                        + " where store_id = :store and payee_id = ? order by currency",
                                row -> Map.entry(LedgerBalances.key(row), row.getLong("amount")),
                                payee))
                .forEach(row -> byCurrency
                        .computeIfAbsent(row.getKey().currency(), currency -> new LinkedHashMap<>())
                        .put(row.getKey().account(), row.getValue()));
        List<Balances> result = new ArrayList<>();
        byCurrency.forEach((code, amounts) -> {
            CurrencyUnit currency = CurrencyUnit.of(code);
            result.add(Balances.of(new Standing(
                    Money.ofMinor(currency, amounts.getOrDefault(Account.PENDING, 0L)),
                    Money.ofMinor(currency, amounts.getOrDefault(Account.AVAILABLE, 0L)),
                    Money.ofMinor(currency, amounts.getOrDefault(Account.REQUESTED, 0L)))));
        });
        return result;
    }

    /**
     * A page of a payee's statement, newest first. The same four statements for any page.
     *
     * @param currency null for the payee's only one
     * @throws ProblemException INVALID_VALUE if the payee has several currencies and none was named
     */
    public Page<Line> page(StoreId store, UUID payee, String currency, String cursor, int limit) {
        UUID before = Page.before(cursor);
        return transactions.inStore(store, () -> {
            CurrencyUnit unit = currency(store, payee, currency);
            if (unit == null) {
                return new Page<Line>(List.of(), null);
            }
            List<Movement> rows = movements(store, payee, unit, "<", before, "desc", limit + 1);
            if (rows.isEmpty()) {
                return new Page<Line>(List.of(), null);
            }
            List<Movement> shown = rows.subList(0, Math.min(limit, rows.size()));
            List<Line> lines = Statement.backwards(
                    shown, standing(store, payee, unit, shown.get(0).id()));
            Page<Movement> page = Page.of(rows, limit, Movement::id, movement -> movement);
            return new Page<>(lines, page.next());
        });
    }

    /** Movements after one of them, oldest first, for a document that is written piece by piece. */
    List<Movement> following(StoreId store, UUID payee, CurrencyUnit currency, UUID after, int limit) {
        return transactions.inStore(store, () -> movements(store, payee, currency, ">", after, "asc", limit));
    }

    /** The currency of a statement; null if the payee has no account and none was named. */
    CurrencyUnit currency(StoreId store, UUID payee, String named) {
        if (named != null && !named.isBlank()) {
            try {
                return CurrencyUnit.of(named);
            } catch (IllegalCurrencyException unknown) {
                throw ProblemException.invalid("currency must be an ISO 4217 code such as EUR.");
            }
        }
        List<String> known = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select distinct currency from ledger_balance where store_id = :store and payee_id = ? order by currency",
                        row -> row.getString("currency"),
                        payee));
        if (known.size() > 1) {
            throw ProblemException.invalid("Name the currency, one of " + String.join(", ", known) + ".");
        }
        return known.isEmpty() ? null : CurrencyUnit.of(known.get(0));
    }

    private List<Movement> movements(
            StoreId store, UUID payee, CurrencyUnit currency, String side, UUID than, String order, int limit) {
        List<Movement> movements = sql.list(
                store,
                "select p.id, p.posted_at, p.kind, p.subject, p.memo, " + SUMS
                        + " from (select distinct posting_id from ledger_entry where store_id = :store and payee_id = ? and currency = ?"
                        + " and posting_id " + side + " ? order by posting_id " + order + " limit ?) shown"
                        + " join ledger_posting p on p.store_id = :store and p.id = shown.posting_id"
                        + " join ledger_entry e on e.store_id = :store and e.posting_id = p.id and e.payee_id = ? and e.currency = ?"
                        + " group by p.id, p.posted_at, p.kind, p.subject, p.memo order by p.id " + order,
                row -> new Movement(
                        StoreSql.uuid(row, "id"),
                        StoreSql.instant(row, "posted_at"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("memo"),
                        read(row, currency)),
                payee,
                currency.getCode(),
                than,
                limit,
                payee,
                currency.getCode());
        Map<UUID, String> explained =
                notes.about(store, movements.stream().map(Movement::id).toList());
        return movements.stream()
                .map(movement -> movement.withMemo(explained.getOrDefault(movement.id(), movement.memo())))
                .toList();
    }

    /**
     * What the payee had after a posting. Counted back from the stored balance, so that the usual first page reads
     * hardly any entries; one statement, so that nothing can be posted in between.
     */
    private Standing standing(StoreId store, UUID payee, CurrencyUnit currency, UUID posting) {
        return sql.list(
                        store,
                        "select " + SUMS + " from (select account, amount from ledger_balance"
                                + " where store_id = :store and payee_id = ? and currency = ?"
                                + " union all select account, -amount from ledger_entry"
                                + " where store_id = :store and payee_id = ? and currency = ? and posting_id > ?) e",
                        row -> read(row, currency),
                        payee,
                        currency.getCode(),
                        payee,
                        currency.getCode(),
                        posting)
                .get(0);
    }

    private static Standing read(ResultSet row, CurrencyUnit currency) throws SQLException {
        return new Standing(
                Money.ofMinor(currency, row.getLong("pending")),
                Money.ofMinor(currency, row.getLong("available")),
                Money.ofMinor(currency, row.getLong("requested")));
    }
}
