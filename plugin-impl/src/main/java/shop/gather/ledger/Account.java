package shop.gather.ledger;

import java.util.Arrays;

/**
 * The accounts. Amounts are signed from the store's side as a debtor: what a payee has, was sent or was paid is
 * positive; what it cost the store is negative. So all accounts of a currency add up to zero.
 */
public enum Account {
    /** Earned, and frozen until the order can hardly be undone. */
    PENDING(true),
    /** Free to be paid out. Negative where something was taken back after it was paid; later earnings net it. */
    AVAILABLE(true),
    /** Asked for by the payee and on hold until the owner has decided and a batch has taken it. */
    REQUESTED(true),
    /** What commissions cost the store; negative. */
    COMMISSION_EXPENSE(false),
    /** In a batch whose transfers are under way. */
    PAYOUTS_IN_TRANSIT(false),
    /** Has left for good. */
    PAID_OUT(false),
    /** Debts of payees that the owner forgave; negative. */
    WRITTEN_OFF(false),
    /** The other side of what the owner corrected by hand. */
    ADJUSTMENTS(false);

    private final boolean ofPayee;

    Account(boolean ofPayee) {
        this.ofPayee = ofPayee;
    }

    /** Whether each payee has one, with a stored balance; the others are the store's and are summed. */
    public boolean isOfPayee() {
        return ofPayee;
    }

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(account -> account.name().equals(name));
    }
}
