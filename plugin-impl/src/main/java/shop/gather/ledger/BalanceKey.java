package shop.gather.ledger;

import java.util.UUID;

/** Names a stored balance. */
record BalanceKey(UUID payee, Account account, String currency) {

    static BalanceKey of(Entry entry) {
        return new BalanceKey(entry.payee(), entry.account(), entry.currency());
    }
}
