package shop.gather.ledger;

import java.util.Objects;
import org.joda.money.Money;

/**
 * One side of a posting.
 *
 * @param payee the leader's id; null exactly for the store's own accounts
 * @param amount signed as {@link Account} says; not zero
 */
public record Entry(Account account, PayeeId payee, Money amount) {

    public Entry {
        Objects.requireNonNull(account);
        if (account.isOfPayee() != (payee != null)) {
            throw new IllegalArgumentException(account + " needs a payee exactly if it is a payee's account");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("an entry's amount must not be zero");
        }
    }

    /** An entry on a payee's account. */
    public static Entry of(Account account, PayeeId payee, Money amount) {
        return new Entry(account, payee, amount);
    }

    /** An entry on an account of the store. */
    public static Entry of(Account account, Money amount) {
        return new Entry(account, null, amount);
    }

    String currency() {
        return amount.getCurrencyUnit().getCode();
    }

    long minor() {
        return amount.getAmountMinorLong();
    }
}
