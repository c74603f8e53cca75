package shop.gather.ledger;

/**
 * The key of a stored balance. Immutable.
 *
 * @param payee the leader's id
 * @param account an account of payees
 * @param currency ISO 4217
 */
public record BalanceKey(PayeeId payee, Account account, String currency) {

    static BalanceKey of(Entry entry) {
        return new BalanceKey(entry.payee(), entry.account(), entry.currency());
    }
}
