package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/**
 * (c) From a notification to the two commissions in the ledger: the order is read from the shop, credited and posted.
 * In alternation with one-order transactions of the same final writes by pgbench.
 */
final class Orders {

    /** Between single orders. */
    private static final long PAUSE = 100_000_000;

    private final Terms terms;
    private final GatherServer server;
    private final PrintStream out;
    private final OwnDatabase database;
    private final OrderLoad load;

    Orders(Terms terms, GatherServer server, PrintStream out) throws SQLException {
        this.terms = terms;
        this.server = server;
        this.out = out;
        this.database = new OwnDatabase(server.storage());
        this.load = new OrderLoad(terms, server, Shared.aStore(server), terms.leaders());
    }

    void run() throws SQLException, IOException {
        String first = load.place(1, 1).get(0);
        load.postOne(first);
        Optional<OrdersByPgbench> pgbench = pgbench(first);
        WarmUp.until(out, "orders", terms.warmUps(), () -> terms.orders() / load.post(load.place(terms.orders(), 1)));
        SqlCount sql = new SqlCount(server.address());
        CommitCount commits = new CommitCount(database);
        measure("one leader", 1, sql, commits, pgbench);
        measure(terms.leaders() + " leaders", terms.leaders(), sql, commits, pgbench);
        trickle();
        out.println("  resident memory of the server: " + new ServerProcess(server.pid()).residentMegabytes() + " MB");
    }

    private Optional<OrdersByPgbench> pgbench(String order) throws SQLException, IOException {
        Optional<Pgbench> program = Pgbench.installed(terms.clients(), terms.seconds());
        if (program.isEmpty()) {
            out.println("  pgbench: NOT RUN, it is not installed");
            return Optional.empty();
        }
        OrdersByPgbench orders =
                new OrdersByPgbench(program.get(), database, load.store().id(), order, terms.leaders());
        out.println("  pgbench: one order per transaction, " + orders.rows() + " rows inserted, two balances changed");
        return Optional.of(orders);
    }

    private void measure(String who, int leaders, SqlCount sql, CommitCount commits, Optional<OrdersByPgbench> pgbench)
            throws SQLException {
        Figures rate = new Figures(who + ", orders read and posted per second");
        Figures cpu = new Figures(who + ", server CPU per order, microseconds");
        Figures statements = new Figures(who + ", SQL statements per order");
        Figures theirs = new Figures(who + ", pgbench, orders per second");
        ServerProcess process = new ServerProcess(server.pid());
        commits.start();
        for (int run = 0; run < terms.runs(); run++) {
            pgbench.ifPresent(orders -> theirs.add(orders.perSecond(leaders)));
            List<String> orders = load.place(terms.orders(), leaders);
            double before = process.cpuSeconds();
            sql.start();
            rate.add(orders.size() / load.post(orders));
            statements.add(sql.perOperation(orders.size()));
            cpu.add((process.cpuSeconds() - before) * 1e6 / orders.size());
        }
        Figures committed = new Figures(who + ", commits of the database per order");
        committed.add(commits.perOperation(terms.runs() * terms.orders()));
        for (Figures each : List.of(rate, cpu, statements, committed)) {
            out.println(each.line());
        }
        out.println(Figures.limit(who + ", SQL statements per order", statements.median(), 8));
        out.println(Figures.limit(who + ", commits per order", committed.median(), 0.2));
        if (pgbench.isPresent()) {
            out.println(theirs.line());
            out.println(Figures.ratio(who + ", orders per second, Gather to pgbench", rate, theirs, true, 1));
        }
    }

    private void trickle() {
        Figures latency = new Figures("a single order, from notification to posting, milliseconds");
        for (String order : load.place(terms.singles(), terms.leaders())) {
            LockSupport.parkNanos(PAUSE);
            latency.add(load.postOne(order));
        }
        out.println(latency.line());
        out.println(Figures.limit("a single order, 95th percentile, milliseconds", latency.percentile(95), 200));
    }
}
