package shop.gather.ledger;

import java.util.Arrays;

/**
 * The accounts. Signs follow the store's liability to payees: balances of payees and payouts are positive; the store's
 * expenses are negative. So all accounts of a currency add up to zero.
 */
public enum Account {
    /** Earned, but frozen until the waiting time after the order is over. */
    PENDING(true),
    /**
     * Available for payout. Negative if earnings were reversed after they were paid out; later earnings are netted
     * against it.
     */
    AVAILABLE(true),
    /** Requested by the payee; on hold until the request is sent or rejected. */
    REQUESTED(true),
    /** The store's expense for commissions; negative. */
    COMMISSION_EXPENSE(false),
    /** The mark-ups on prices that belong to leaders who resell campaigns: buyers have paid them to the store; negative. */
    MARK_UP_EXPENSE(false),
    /** Sent and not confirmed yet: transfers of an unsettled batch, and store credit that the shop has not answered. */
    PAYOUTS_IN_TRANSIT(false),
    /** Paid out to payees. */
    PAID_OUT(false),
    /** Debts of payees that the owner wrote off; negative. */
    WRITTEN_OFF(false),
    /** The counter account of the owner's manual adjustments. */
    ADJUSTMENTS(false);

    private final boolean ofPayee;

    Account(boolean ofPayee) {
        this.ofPayee = ofPayee;
    }

    /**
     * Whether each payee has this account, with a stored balance. The other accounts belong to the store and are
     * summed.
     */
    public boolean isOfPayee() {
        return ofPayee;
    }

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(account -> account.name().equals(name));
    }
}
