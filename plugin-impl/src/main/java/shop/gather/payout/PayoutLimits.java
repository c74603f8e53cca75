package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.PayeeId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.store.StoreLock;

/**
 * The smallest payout that a leader may request, and how many requests of a leader may be undecided. Each transfer
 * costs the owner work and often a fee. Thread-safe.
 */
@Singleton
class PayoutLimits {

    private final Transactions transactions;
    private final PayoutMinimumRows minimums;
    private final PayoutRows rows;
    private final StoreLock lock;
    private final AuditLog audit;
    private final int mostUndecided = GatherConfig.number("gather.payout.undecided-requests", 20);

    @Inject
    PayoutLimits(
            Transactions transactions, PayoutMinimumRows minimums, PayoutRows rows, StoreLock lock, AuditLog audit) {
        this.transactions = transactions;
        this.minimums = minimums;
        this.rows = rows;
        this.lock = lock;
        this.audit = audit;
    }

    /**
     * Checks a request whose amount was put on hold in the current transaction and that is not stored yet.
     *
     * @throws ProblemException INVALID_VALUE below the minimum, CONFLICT if too many requests of the payee are
     *     undecided
     */
    void require(StoreId store, PayeeId payee, Money amount) {
        Money minimum = minimum(store, amount.getCurrencyUnit());
        if (amount.isLessThan(minimum)) {
            throw ProblemException.invalid("amount: the smallest payout of this store is " + minimum + ".");
        }
        if (rows.undecided(payee.value()) >= mostUndecided) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    mostUndecided
                            + " of your payout requests wait for the owner's decision. Try again when one of them is "
                            + "decided.");
        }
    }

    /** The smallest payout in a currency: the owner's setting, else {@link #byDefault}. */
    Money minimum(StoreId store, CurrencyUnit currency) {
        return transactions
                .inStore(store, () -> minimums.of(currency.getCode()))
                .map(PayoutMinimum::amount)
                .orElseGet(() -> byDefault(currency));
    }

    /**
     * One unit of the currency, such as EUR 1.00 or KWD 1.000; 100 units of a currency without decimals, such as JPY
     * 100, because one unit has almost no value.
     */
    static Money byDefault(CurrencyUnit currency) {
        return Money.ofMajor(currency, currency.getDecimalPlaces() > 0 ? 1 : 100);
    }

    /** The owner's settings, one amount per currency. */
    List<Money> minimums(StoreId store) {
        return transactions.inStore(store, minimums::all).stream()
                .map(PayoutMinimum::amount)
                .toList();
    }

    /** Replaces the owner's settings; a currency that is left out returns to its default. Audited. */
    void change(StoreId store, String actor, List<Money> smallest) {
        Map<String, Money> byCurrency = new TreeMap<>();
        smallest.forEach(minimum -> byCurrency.put(minimum.getCurrencyUnit().getCode(), minimum));
        transactions.inStore(store, () -> {
            lock.take(store);
            minimums.deleteAll();
            byCurrency.values().forEach(minimum -> minimums.insert(new PayoutMinimum(minimum)));
            audit.record(
                    store,
                    actor,
                    "payout-settings.changed",
                    "payout-settings",
                    byCurrency.values().toString());
        });
    }
}
