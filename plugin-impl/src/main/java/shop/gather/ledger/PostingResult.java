package shop.gather.ledger;

import java.util.UUID;
import org.joda.money.Money;

/** What became of a posting. */
public sealed interface PostingResult {

    /** It is in the books now. */
    record Posted(UUID id) implements PostingResult {}

    /** A posting with its key was there before; nothing was changed. */
    record AlreadyPosted() implements PostingResult {}

    /**
     * The payee's account does not suffice; nothing was changed.
     *
     * @param balance what the account holds
     */
    record NotCovered(Account account, Money balance) implements PostingResult {}
}
