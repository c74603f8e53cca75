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
 * Payouts as store credit. A command, with the request's id as its key, asks the shop for the credit. Its result ends
 * the request: PAID if the shop gave the credit; FAILED if the shop refused, which returns the amount to the leader.
 * Until the shop answers, the amount stays in transit. Thread-safe.
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
     * Withdraws the command of a request that was sent, so that the owner can end the request. Possible only if the
     * shop no longer has store credit; otherwise the shop's answer ends it.
     *
     * @return whether the command was withdrawn; the shop is then not asked again
     */
    boolean withdraw(StoreId store, PayoutRequest request) {
        boolean lost = !offered(store) || history.hasMet(store, key(request), OutcomeCode.NO_STORE_CREDIT);
        return lost && commands.withdraw(store, key(request));
    }

    /**
     * Sends a request that was just approved, in the caller's transaction.
     *
     * @throws ProblemException CONFLICT if the leader no longer has an account at the shop
     */
    void send(StoreId store, PayoutRequest approved) {
        String customer = members.customerOf(store, payees.memberOf(store, approved.payee()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.CONFLICT, "The leader no longer has an account at the shop. Reject the request."));
        rows.send(List.of(approved.id().value()), null);
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

    /** Ends the request by the shop's answer, in the transaction that records the answer. */
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
        // The leader reads this; the owner's alarm quotes the shop's message.
        boolean ended = refused
                ? rows.fail(request.id().value(), request.state(), "The shop did not give the credit.")
                : rows.pay(request.id().value());
        if (!ended) {
            throw new IllegalStateException("payout request " + request.id() + " changed under its lock");
        }
        books.post(store, refused ? PayoutStep.FAIL : PayoutStep.SETTLE, List.of(request));
    }
}
