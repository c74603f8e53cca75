package shop.gather.order.intake;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.command.StuckCommands;
import shop.gather.shop.connection.Connection;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ShopReachable;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopException;

/** Polls every shop regularly for changes, so that a lost notification only causes a delay. Thread-safe. */
@Singleton
public class Reconciliation implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(Reconciliation.class.getName()));

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Backoff UNEXPECTED = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    private static final int STORES_PER_SWEEP = 50;
    private static final int PAGE = 200;
    private static final int PAGES_PER_TURN = 20;

    private final int intervalSeconds = (int) GatherConfig.duration("gather.poll-interval", Duration.ofSeconds(30))
            .toSeconds();
    private final Transactions transactions;
    private final StoreSql sql;
    private final Shops shops;
    private final Connections connections;
    private final Intake intake;
    private final StuckCommands stuck;
    private final Deployment deployment;
    private final Work work;
    private final Event<ShopReachable> reachable;

    @Inject
    Reconciliation(
            Transactions transactions,
            StoreSql sql,
            Shops shops,
            Connections connections,
            Intake intake,
            StuckCommands stuck,
            Deployment deployment,
            Work work,
            Event<ShopReachable> reachable) {
        this.transactions = transactions;
        this.sql = sql;
        this.shops = shops;
        this.connections = connections;
        this.intake = intake;
        this.stuck = stuck;
        this.deployment = deployment;
        this.work = work;
        this.reachable = reachable;
    }

    @Override
    public void sweep() {
        List<StoreId> due = connections.toPoll(intervalSeconds, STORES_PER_SWEEP);
        due.forEach(store -> work.soon(store, "poll:" + store, () -> poll(store)));
    }

    /** Marks the orders that changed since the last poll; the cursor moves only after the marks are committed. */
    public void poll(StoreId store) {
        if (deployment.commandsPaused()) {
            connections.note(store, Deployment.FOREIGN);
            connections.pollFailed(store, expected());
            return;
        }
        try {
            Optional<Connection> connection = connections.load(store);
            String cursor = connection.map(Connection::changesCursor).orElse(null);
            for (int page = 0; connection.isPresent() && page < PAGES_PER_TURN; page++) {
                // Uses the connection that the cursor belongs to: a node that still has the previous connection cached
                // would ask that shop.
                Orders.Changes changes = shops.reopened(store).orders().changedSince(Optional.ofNullable(cursor), PAGE);
                intake.hint(store, changes.orderIds());
                if (!connections.advance(store, cursor, changes.cursor()) || !changes.more()) {
                    break;
                }
                cursor = changes.cursor();
            }
            if (connections.note(store, null)) {
                reachable.fire(new ShopReachable(store));
            }
            stuck.settle(store);
            connections.pollSucceeded(store);
        } catch (ShopException | ProblemException failure) {
            connections.note(store, failure.getMessage());
            LOG.expected("store " + store + " cannot be polled", failure);
            connections.pollFailed(store, expected());
        } catch (RuntimeException | LinkageError broken) {
            // Not a connection problem of the owner, but a bug in the adapter or here.
            LOG.unexpected("store " + store + " cannot be polled", broken);
            connections.pollFailed(store, UNEXPECTED);
        }
    }

    /** An unreachable shop is polled again after at most a minute: its commands and places wait for it. */
    private Backoff expected() {
        Duration interval = Duration.ofSeconds(Math.max(1, intervalSeconds));
        return new Backoff(interval, interval.compareTo(LONGEST) > 0 ? interval : LONGEST);
    }
}
