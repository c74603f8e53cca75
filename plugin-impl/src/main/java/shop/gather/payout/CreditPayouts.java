package shop.gather.payout;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import shop.gather.ledger.Payees;
import shop.gather.member.Members;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandHistory;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.OutcomeCode;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.shop.connection.ConnectionService;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;

/**
 * Payouts in credit that leaders spend in the shop. The shop is asked under the request's own key, and its word ends
 * the request: given, it is paid; refused, the amount is with the leader again; while there is no answer it stays in
 * transit. Thread-safe.
 */
@Singleton
class CreditPayouts {

    private final ConnectionService connections;
    private final ShopCommands commands;
    private final CommandHistory history;
    private final Payees payees;
    private final Members members;
    private final PayoutRows rows;
    private final PayoutBooks books;

    @Inject
    CreditPayouts(
            ConnectionService connections,
            ShopCommands commands,
            CommandHistory history,
            Payees payees,
            Members members,
            PayoutRows rows,
            PayoutBooks books) {
        this.connections = connections;
        this.commands = commands;
        this.history = history;
        this.payees = payees;
        this.members = members;
        this.rows = rows;
        this.books = books;
    }

    /** Whether the connected shop has store credit. */
    boolean offered(StoreId store) {
        return connections.can(store, Capability.STORE_CREDITS);
    }

    /**
     * Whether a person may say how a request that was sent has ended: the shop says it, but where it has lost its store
     * credit. The shop is asked no more then.
     */
    boolean withdraw(StoreId store, PayoutRequest request) {
        boolean lost = !offered(store) || history.hasMet(store, key(request), OutcomeCode.NO_STORE_CREDIT);
        return lost && commands.withdraw(store, key(request));
    }

    /**
     * Sends a request that was just approved, in the caller's transaction.
     *
     * @throws ProblemException CONFLICT if the leader has no account at the shop any more
     */
    void send(StoreId store, PayoutRequest approved) {
        String customer = members.customerOf(store, payees.memberOf(store, approved.payee()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.CONFLICT, "The leader has no account at the shop any more; reject the request."));
        rows.send(List.of(approved.id()), null);
        books.post(store, PayoutStep.SEND, List.of(approved));
        commands.issue(
                store,
                key(approved),
                new ShopCommand.GiveCredit(
                        customer,
                        approved.amount().getAmountMinorLong(),
                        approved.amount().getCurrencyUnit().getCode(),
                        "Payout of commission"));
    }

    /** Takes the shop's word, in the transaction that records it. */
    void ended(@Observes CommandEnded ended) {
        if (ended.key().purpose() == Purpose.PAYOUT) {
            rows.lock(ended.key().subject())
                    .filter(request -> request.state() == PayoutRequest.State.SENT)
                    .ifPresent(request -> end(ended.store(), request, ended.result()));
        }
    }

    private static CommandKey key(PayoutRequest request) {
        return CommandKey.of(Purpose.PAYOUT, request.id());
    }

    private void end(StoreId store, PayoutRequest request, CommandResult result) {
        boolean refused = result instanceof CommandResult.Refused;
        // The leader reads this; the owner's alarm has the shop's own words.
        boolean ended = refused
                ? rows.fail(request.id(), request.state(), "The shop did not give the credit.")
                : rows.pay(request.id());
        if (!ended) {
            throw new IllegalStateException("payout request " + request.id() + " changed under its lock");
        }
        books.post(store, refused ? PayoutStep.FAIL : PayoutStep.SETTLE, List.of(request));
    }
}
