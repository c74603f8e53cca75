package shop.gather.payout;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.host.CommandEnded;
import shop.gather.host.ConnectionService;
import shop.gather.host.ShopCommand;
import shop.gather.host.ShopCommands;
import shop.gather.ledger.Payees;
import shop.gather.member.Members;
import shop.gather.payout.PayoutRequest.Method;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;

/**
 * Payouts in credit that leaders spend in the shop. The shop is asked under the request's own key, and its word ends the request: given, it is paid;
 * refused, the amount is with the leader again; while there is no answer it stays in transit. Thread-safe.
 */
@Singleton
class CreditPayouts {

    private static final String KIND = ShopCommand.GiveCredit.class.getSimpleName();

    private final Transactions transactions;
    private final PayoutRequests requests;
    private final ConnectionService connections;
    private final ShopCommands commands;
    private final Payees payees;
    private final Members members;
    private final PayoutRows rows;
    private final PayoutBooks books;

    @Inject
    CreditPayouts(
            Transactions transactions,
            PayoutRequests requests,
            ConnectionService connections,
            ShopCommands commands,
            Payees payees,
            Members members,
            PayoutRows rows,
            PayoutBooks books) {
        this.transactions = transactions;
        this.requests = requests;
        this.connections = connections;
        this.commands = commands;
        this.payees = payees;
        this.members = members;
        this.rows = rows;
        this.books = books;
    }

    /** How leaders can be paid: always by transfer, and in credit where the connected shop has it. */
    Set<Method> methods(StoreId store) {
        return offered(store) ? EnumSet.allOf(Method.class) : EnumSet.of(Method.TRANSFER);
    }

    /**
     * As {@link PayoutRequests#request}, by a method that the store has.
     *
     * @throws ProblemException NOT_SUPPORTED_BY_SHOP for credit that the shop does not have
     */
    PayoutRequest request(StoreId store, String actor, UUID payee, Money amount, Method method) {
        if (!methods(store).contains(method)) {
            throw new ProblemException(
                    ProblemCode.NOT_SUPPORTED_BY_SHOP,
                    "The connected shop has no store credit; ask for a transfer with method TRANSFER.");
        }
        return requests.request(store, actor, payee, amount, method);
    }

    /**
     * As {@link PayoutRequests#approve}; a request for credit leaves to the shop in the same transaction.
     *
     * @throws ProblemException CONFLICT also if the leader has no account at the shop any more
     */
    PayoutRequest approve(StoreId store, String actor, UUID id) {
        return transactions.inStore(store, () -> {
            PayoutRequest request = requests.approve(store, actor, id);
            if (request.method() != Method.STORE_CREDIT || request.state() != PayoutRequest.State.APPROVED) {
                return request;
            }
            send(store, request);
            return requests.find(store, id, null);
        });
    }

    /**
     * As {@link PayoutRequests#fail}. Of credit the shop says by itself whether it was given; a person says it where the shop can be asked no more, because it lost its store
     * credit.
     *
     * @throws ProblemException CONFLICT for credit that the shop has given, or is to give
     */
    PayoutRequest fail(StoreId store, String actor, UUID id, String reason) {
        return transactions.inStore(store, () -> {
            PayoutRequest request = requests.find(store, id, null);
            boolean decidable = request.method() != Method.STORE_CREDIT
                    || request.state() == PayoutRequest.State.FAILED
                    || (!offered(store) && commands.withdraw(store, request.subject()));
            if (!decidable) {
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "Whether credit was given is the shop's word. Adjust the leader's balance if you took it back in the shop.");
            }
            return requests.fail(store, actor, id, reason);
        });
    }

    private boolean offered(StoreId store) {
        return connections.can(store, Capability.STORE_CREDITS);
    }

    private void send(StoreId store, PayoutRequest approved) {
        String customer = members.customerOf(store, payees.memberOf(store, approved.payee()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.CONFLICT, "The leader has no account at the shop any more; reject the request."));
        rows.send(store, List.of(approved), null);
        books.post(store, PayoutStep.SEND, List.of(approved));
        commands.issue(
                store,
                approved.subject(),
                approved.id(),
                new ShopCommand.GiveCredit(
                        customer,
                        approved.amount().getAmountMinorLong(),
                        approved.amount().getCurrencyUnit().getCode(),
                        "Payout of commission"));
    }

    /** Takes the shop's word, in the transaction that records it. */
    void ended(@Observes CommandEnded ended) {
        if (ended.kind().equals(KIND)) {
            rows.lock(ended.store(), ended.subject())
                    .filter(request -> request.state() == PayoutRequest.State.SENT)
                    .ifPresent(request -> end(ended.store(), request, ended.result()));
        }
    }

    private void end(StoreId store, PayoutRequest request, CommandResult result) {
        boolean refused = result instanceof CommandResult.Refused;
        // The leader reads this; the owner's alarm has the shop's own words.
        boolean ended =
                refused ? rows.fail(store, request, "The shop did not give the credit.") : rows.pay(store, request);
        if (!ended) {
            throw new IllegalStateException("payout request " + request.id() + " changed under its lock");
        }
        books.post(store, refused ? PayoutStep.FAIL : PayoutStep.SETTLE, List.of(request));
    }
}
