package shop.gather.ledger;

import org.joda.money.Money;

/** The result of a posting. */
public sealed interface PostingResult {

    /** It was posted. */
    record Posted(PostingId id) implements PostingResult {}

    /** A posting with its key existed already; nothing was changed. */
    record AlreadyPosted() implements PostingResult {}

    /**
     * The balance of a payee's account is too low; nothing was changed.
     *
     * @param balance the account's balance
     */
    record NotCovered(Account account, Money balance) implements PostingResult {}
}
