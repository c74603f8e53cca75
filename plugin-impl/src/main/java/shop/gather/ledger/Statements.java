package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import shop.gather.ledger.Balances.Standing;
import shop.gather.ledger.Statement.Line;
import shop.gather.ledger.Statement.Movement;
import shop.gather.ledger.StatementRows.Change;
import shop.gather.ledger.StatementRows.Held;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.MemberNotes;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;

/** Balances and statements of payees. Thread-safe. */
@Singleton
public class Statements {

    private final Transactions transactions;
    private final StatementRows rows;
    private final MemberNotes notes;

    @Inject
    Statements(Transactions transactions, StatementRows rows, MemberNotes notes) {
        this.transactions = transactions;
        this.rows = rows;
        this.notes = notes;
    }

    /** A payee's balances by currency; empty before the first posting. One SQL statement. */
    public List<Balances> balances(StoreId store, PayeeId payee) {
        Map<String, List<Held>> byCurrency = transactions.inStore(store, () -> rows.balances(payee.value())).stream()
                .collect(Collectors.groupingBy(Held::currency, TreeMap::new, Collectors.toList()));
        List<Balances> result = new ArrayList<>();
        byCurrency.forEach((currency, held) -> result.add(Balances.of(standing(CurrencyUnit.of(currency), held))));
        return result;
    }

    /**
     * A page of a payee's statement, newest first. Four SQL statements for any page.
     *
     * @param currency null if the payee has only one
     * @throws ProblemException INVALID_VALUE if the payee has several currencies and none was given
     */
    public Page<Line> page(StoreId store, PayeeId payee, String currency, String cursor, int limit) {
        UUID before = Page.before(cursor);
        return transactions.inStore(store, () -> {
            CurrencyUnit unit = currency(store, payee, currency);
            if (unit == null) {
                return new Page<Line>(List.of(), null);
            }
            List<Movement> found =
                    explained(store, unit, rows.newest(payee.value(), unit.getCode(), before, limit + 1));
            if (found.isEmpty()) {
                return new Page<Line>(List.of(), null);
            }
            List<Movement> shown = found.subList(0, Math.min(limit, found.size()));
            // Calculated backwards from the stored balances, so that the first page, the most common, reads few
            // entries.
            List<Held> after =
                    rows.after(payee.value(), unit.getCode(), shown.get(0).id().value());
            Page<Movement> page =
                    Page.of(found, limit, movement -> movement.id().value(), movement -> movement);
            return new Page<>(Statement.backwards(shown, standing(unit, after)), page.next());
        });
    }

    /** The movements after the given one, oldest first, for a document that is written in chunks. */
    List<Movement> following(StoreId store, PayeeId payee, CurrencyUnit currency, UUID after, int limit) {
        return transactions.inStore(
                store,
                () -> explained(store, currency, rows.following(payee.value(), currency.getCode(), after, limit)));
    }

    /** The currency of a statement; null if the payee has no account and no currency was given. */
    CurrencyUnit currency(StoreId store, PayeeId payee, String named) {
        if (named != null && !named.isBlank()) {
            try {
                return CurrencyUnit.of(named);
            } catch (IllegalCurrencyException unknown) {
                throw ProblemException.invalid("currency must be an ISO 4217 code such as EUR.");
            }
        }
        List<String> known = transactions.inStore(store, () -> rows.currencies(payee.value()));
        if (known.size() > 1) {
            throw ProblemException.invalid(
                    "currency is required, because there are several. Use one of " + String.join(", ", known) + ".");
        }
        return known.isEmpty() ? null : CurrencyUnit.of(known.get(0));
    }

    /** Adds the owner's reasons. */
    private List<Movement> explained(StoreId store, CurrencyUnit currency, List<Change> changes) {
        Map<UUID, String> explained =
                notes.about(store, changes.stream().map(Change::id).toList());
        return changes.stream()
                .map(change -> change.in(currency))
                .map(movement ->
                        movement.withMemo(explained.getOrDefault(movement.id().value(), movement.memo())))
                .toList();
    }

    private static Standing standing(CurrencyUnit currency, List<Held> held) {
        return new Standing(
                sum(currency, Account.PENDING, held),
                sum(currency, Account.AVAILABLE, held),
                sum(currency, Account.REQUESTED, held));
    }

    private static Money sum(CurrencyUnit currency, Account account, List<Held> held) {
        return Money.ofMinor(
                currency,
                held.stream()
                        .filter(one -> one.account() == account)
                        .mapToLong(Held::amount)
                        .sum());
    }
}
