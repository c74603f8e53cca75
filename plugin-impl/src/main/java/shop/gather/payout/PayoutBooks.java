package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.ledger.Account;
import shop.gather.ledger.BalanceKey;
import shop.gather.ledger.Ledger;
import shop.gather.ledger.Posting;
import shop.gather.ledger.PostingResult;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Posts the amounts of payouts to the ledger and publishes their events. Runs in the caller's transaction, under the
 * locks of the requests. Thread-safe.
 */
@Singleton
class PayoutBooks {

    private final Ledger ledger;
    private final Events events;

    @Inject
    PayoutBooks(Ledger ledger, Events events) {
        this.ledger = ledger;
        this.events = events;
    }

    /** @throws ProblemException INSUFFICIENT_BALANCE if less is available */
    void hold(StoreId store, PayoutRequest request) {
        PostingResult result = ledger.post(store, PayoutStep.hold(request));
        if (result instanceof PostingResult.NotCovered refused) {
            throw new ProblemException(
                    ProblemCode.INSUFFICIENT_BALANCE,
                    "The available balance is " + refused.balance() + ". Request at most that amount.");
        }
        require(result);
        tell(store, PayoutEvent.Requested::new, request);
    }

    /**
     * The payee's available balance, without amounts already requested; negative if more was reversed than it held.
     * Locked until the transaction ends.
     */
    Money available(StoreId store, PayoutRequest request) {
        return ledger.lockedBalance(
                store, request.payee(), Account.AVAILABLE, request.amount().getCurrencyUnit());
    }

    /** The requests whose payees' available balance is not negative at this moment. Takes no locks. */
    List<PayoutRequest> seemCovered(StoreId store, List<PayoutRequest> requests) {
        return without(ledger.debts(store, available(requests)), requests);
    }

    /**
     * The requests whose payees' available balance is not negative. The balances stay locked until the transaction
     * ends.
     */
    List<PayoutRequest> covered(StoreId store, List<PayoutRequest> requests) {
        return without(ledger.lockedDebts(store, available(requests)), requests);
    }

    private static List<PayoutRequest> without(Set<BalanceKey> debts, List<PayoutRequest> requests) {
        return requests.stream()
                .filter(request -> !debts.contains(available(request)))
                .toList();
    }

    private static Set<BalanceKey> available(List<PayoutRequest> requests) {
        return requests.stream().map(PayoutBooks::available).collect(Collectors.toSet());
    }

    private static BalanceKey available(PayoutRequest request) {
        return new BalanceKey(
                request.payee(),
                Account.AVAILABLE,
                request.amount().getCurrencyUnit().getCode());
    }

    /** Posts a step for requests whose rows were just updated. */
    void post(StoreId store, PayoutStep step, List<PayoutRequest> requests) {
        List<Posting> postings = requests.stream()
                .flatMap(request -> step.posting(request).stream())
                .toList();
        ledger.post(store, postings).forEach(PayoutBooks::require);
        requests.forEach(request -> tell(store, step.event(), request));
    }

    /** A posting key that exists already means that rows and ledger disagree: the transaction must fail. */
    private static void require(PostingResult result) {
        if (!(result instanceof PostingResult.Posted)) {
            throw new IllegalStateException("a payout's row and its postings disagree: " + result);
        }
    }

    private void tell(StoreId store, PayoutEvent.Of event, PayoutRequest request) {
        events.emit(store, event.request(request.id(), request.payee(), request.amount()));
    }
}
