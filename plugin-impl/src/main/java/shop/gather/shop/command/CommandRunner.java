package shop.gather.shop.command;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.DurableTask;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandPorts.Answer;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Runs one command at the shop until it ends. The shop is called outside any transaction; the result is recorded in
 * one. If there is no answer, or the answer cannot be recorded, the command is attempted again with the same key, which
 * the adapter looks up first. A command that does not end is retried without limit, and the owner gets an alarm.
 */
@Singleton
class CommandRunner implements DurableTask {

    static final String TASK = "shop-command";

    private static final Logger LOG = Logger.getLogger(CommandRunner.class.getName());
    private static final FailureLog FAILURES = new FailureLog(LOG);
    private static final Backoff RETRY = Backoff.DEFAULT;

    /** For commands that were certainly not executed because the shop is unavailable: it usually recovers soon. */
    private static final Backoff RETRY_WHEN_AWAY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    /**
     * How many of this node's threads may run commands of one store, so that a slow shop does not block other stores.
     */
    private static final int AT_A_TIME = 4;

    private static final Duration FOR_A_TURN = Duration.ofMillis(100);
    private static final Duration NEXT_TURN = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final ShopCommands commands;
    private final CommandPorts ports;
    private final Shops shops;
    private final CommandOrders orders;
    private final Alarms alarms;
    private final StuckCommands stuck;
    private final CommandFailures failures;
    private final Deployment deployment;
    private final Event<CommandEnded> ended;
    private final Map<StoreId, Semaphore> turns = new ConcurrentHashMap<>();

    @Inject
    CommandRunner(
            Transactions transactions,
            ShopCommands commands,
            CommandPorts ports,
            Shops shops,
            CommandOrders orders,
            Alarms alarms,
            StuckCommands stuck,
            CommandFailures failures,
            Deployment deployment,
            Event<CommandEnded> ended) {
        this.transactions = transactions;
        this.commands = commands;
        this.ports = ports;
        this.shops = shops;
        this.orders = orders;
        this.alarms = alarms;
        this.stuck = stuck;
        this.failures = failures;
        this.deployment = deployment;
        this.ended = ended;
    }

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Optional<Duration> attempt(String instance) {
        String[] parts = instance.split("/");
        StoreId store = new StoreId(UUID.fromString(parts[0]));
        UUID id = UUID.fromString(parts[1]);
        if (deployment.commandsPaused()) {
            return Optional.of(Duration.ofSeconds(10));
        }
        Semaphore turn = turns.computeIfAbsent(store, any -> new Semaphore(AT_A_TIME));
        try {
            if (!turn.tryAcquire(FOR_A_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of(NEXT_TURN);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(NEXT_TURN);
        }
        try {
            return run(store, id);
        } finally {
            turn.release();
        }
    }

    private Optional<Duration> run(StoreId store, UUID id) {
        Optional<ShopCommands.Pending> begun;
        try {
            begun = transactions.inStore(store, () -> commands.begin(store, id));
        } catch (RuntimeException broken) {
            return failures.notAsked(store, id, broken);
        }
        ShopCommands.Pending pending = begun.orElse(null);
        if (pending == null || pending.state() != ShopCommands.State.WAITING) {
            return Optional.empty();
        }
        if (pending.rest().isPresent()) {
            return pending.rest();
        }
        try {
            return record(store, pending, call(store, pending));
        } catch (RuntimeException broken) {
            // The shop may have executed it; the next attempt looks it up before it sends it again.
            return failures.perhapsAsked(store, id, pending.command().settling(), broken);
        }
    }

    private Answer call(StoreId store, ShopCommands.Pending pending) {
        Shop shop;
        try {
            // Not from the cache: the store may have been connected to a moved shop in the meantime.
            shop = shops.reopened(store);
        } catch (ShopException failure) {
            // Any failure before the command was sent may be temporary: a person may correct the settings.
            return Answer.of(new CommandResult.RetryAfter(Duration.ofSeconds(5), failure.getMessage()));
        } catch (ProblemException notConnected) {
            return Answer.of(new CommandResult.RetryAfter(Duration.ofSeconds(30), notConnected.getMessage()));
        } catch (DatabaseFailure ours) {
            throw ours;
        } catch (RuntimeException | LinkageError broken) {
            return failed(pending, broken);
        }
        Answer answer = ask(shop, pending);
        if (answer.code() == OutcomeCode.NO_STORE_CREDIT) {
            // The shop's capabilities are read when it is opened and may have been temporarily wrong.
            shops.reopen(store, shop);
        }
        return answer;
    }

    private Answer ask(Shop shop, ShopCommands.Pending pending) {
        try {
            Answer answer = ports.run(shop, pending.key(), pending.command());
            Objects.requireNonNull(answer.result(), "the adapter gave no result");
            return answer;
        } catch (ShopException failure) {
            // The adapter reports the error; its effect on a command is decided here. A signature error makes no sense
            // in an answer and leaves the result unknown.
            return Answer.of(
                    failure.error() == ShopError.BAD_SIGNATURE
                            ? new CommandResult.Unknown(failure.getMessage())
                            : CommandResult.of(failure));
        } catch (DatabaseFailure ours) {
            throw ours;
        } catch (RuntimeException | LinkageError broken) {
            return failed(pending, broken);
        }
    }

    /** An error in the adapter, possibly after the shop was called. */
    private static Answer failed(ShopCommands.Pending pending, Throwable broken) {
        FAILURES.unexpected("the adapter failed in command " + pending.id() + ", which is retried", broken);
        return Answer.of(new CommandResult.Unknown("The adapter failed: " + broken + "."));
    }

    private Optional<Duration> record(StoreId store, ShopCommands.Pending pending, Answer answer) {
        CommandResult result = answer.result();
        if (result instanceof CommandResult.Done done) {
            return end(store, pending, ShopCommands.State.DONE, done.reference(), null, result);
        }
        if (result instanceof CommandResult.AlreadyDone done) {
            return end(store, pending, ShopCommands.State.DONE, done.reference(), "was already done", result);
        }
        if (result instanceof CommandResult.Refused refused && refused.code() == RefusalCode.UNAUTHORIZED) {
            // Not final: with valid credentials the shop will execute it. The owner gets the same alarm as for any
            // command that does not end.
            return again(store, pending, refused.reason(), null, Optional.empty(), false);
        }
        if (result instanceof CommandResult.Refused refused) {
            return end(
                    store, pending, ShopCommands.State.REFUSED, null, refused.code() + ": " + refused.reason(), result);
        }
        return result instanceof CommandResult.RetryAfter later
                ? again(store, pending, later.reason(), null, Optional.of(later.delay()), false)
                : again(
                        store,
                        pending,
                        ((CommandResult.Unknown) result).reason(),
                        answer.code(),
                        Optional.empty(),
                        answer.code() != OutcomeCode.NO_STORE_CREDIT);
    }

    private Optional<Duration> end(
            StoreId store,
            ShopCommands.Pending pending,
            ShopCommands.State state,
            String reference,
            String outcome,
            CommandResult result) {
        String order = pending.command().order();
        transactions.inStore(store, () -> {
            if (commands.end(store, pending.id(), state, reference, shorten(outcome))) {
                if (order != null) {
                    orders.mark(store, order);
                }
                if (state == ShopCommands.State.DONE) {
                    alarms.settle(store, alarmKey(pending));
                } else {
                    alarms.restate(
                            store,
                            alarmKey(pending),
                            "shop-refused",
                            shorten("The shop refused " + pending.command().told() + ": " + outcome + " "
                                    + pending.command().remedy()));
                }
                ended.fire(new CommandEnded(store, pending.key(), order, result));
            } else if (state == ShopCommands.State.DONE && commands.wasTakenOver(store, pending.id())) {
                alarms.restate(
                        store,
                        alarmKey(pending),
                        "done-after-all",
                        "The shop has done " + pending.command().told()
                                + " after a person had reported that it had not. Correct the report.");
            }
        });
        // After the commit, so that of two commands that end at the same moment the later one sees that none is
        // waiting.
        stuck.ended(store, pending.attempts());
        if (order != null) {
            orders.readSoon(store, order);
        }
        return Optional.empty();
    }

    /**
     * @param code the part of the result that Gather evaluates; null if none
     * @param putOff the minimum pause, if the shop has certainly not executed it; empty if it may have
     * @param mayHaveDone whether this attempt may have executed it, not only an earlier one
     */
    private Optional<Duration> again(
            StoreId store,
            ShopCommands.Pending pending,
            String reason,
            OutcomeCode code,
            Optional<Duration> putOff,
            boolean mayHaveDone) {
        int attempts = pending.attempts() + 1;
        Duration settling =
                putOff.isPresent() ? Duration.ZERO : pending.command().settling();
        transactions.inStore(store, () -> {
            if (commands.attempted(store, pending.id(), shorten(reason), code, settling)) {
                stuck.tried(store, pending.key(), attempts, pending.command().told(), reason, putOff.isPresent());
            } else if (mayHaveDone && commands.wasTakenOver(store, pending.id())) {
                alarms.restate(
                        store,
                        alarmKey(pending),
                        "done-after-all",
                        shorten("The shop may have done " + pending.command().told()
                                + " after a person had reported that it had not: " + reason
                                + " Check in the shop, and correct the report."));
            }
        });
        Duration asked = putOff.orElse(settling);
        Duration backoff = (putOff.isPresent() ? RETRY_WHEN_AWAY : RETRY).afterFailures(attempts);
        Duration wait = backoff.compareTo(asked) < 0 ? asked : backoff;
        LOG.fine(() -> "command " + pending.id() + " is retried in " + wait + ": " + reason);
        return Optional.of(wait.compareTo(RETRY.longest()) > 0 ? RETRY.longest() : wait);
    }

    private static String alarmKey(ShopCommands.Pending pending) {
        return ShopCommands.alarmKey(pending.key());
    }

    /** Shortens a message of the shop or its adapter so that it can be stored. */
    private static String shorten(String text) {
        return StorableText.cut(text, 900);
    }
}
