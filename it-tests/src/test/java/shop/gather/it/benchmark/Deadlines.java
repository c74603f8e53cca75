package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * (i) Deadlines of many teams of one store within one minute, among many more open teams. Each team has one place, held
 * or paid; the shop is asked about each held one. The part breaks off if a team does not end as it must.
 */
final class Deadlines {

    private static final double MOST_SECONDS = 60;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Terms terms;
    private final GatherServer server;
    private final PrintStream out;
    private final OwnDatabase database;
    private final Store store;
    private final DeadlineRows rows;
    private final String decided;

    Deadlines(Terms terms, GatherServer server, PrintStream out) throws SQLException {
        this.terms = terms;
        this.server = server;
        this.out = out;
        this.database = new OwnDatabase(server.storage());
        // Buyers pay the shop's price, and get the difference when their team succeeds.
        this.store = Store.connected(
                server, Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers")));
        this.rows = new DeadlineRows(database, store, terms);
        this.decided = " from team where store_id = '" + store.id() + "' and id < '" + rows.end() + "'";
    }

    void run() throws SQLException, IOException {
        rows.load();
        out.printf(
                Locale.ROOT,
                "  %,d open teams loaded%n",
                database.number("select count(*) from team where state = 'OPEN' and store_id = '" + store.id() + "'"));
        SqlCount sql = new SqlCount(server.address());
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5);
        setDeadlines(first);
        sql.start();
        long start = System.nanoTime();
        awaitNone("all teams to be decided", "select count(*)" + decided + " and state in ('OPEN', 'CLOSING')");
        double statements = sql.perOperation(terms.deadlines());
        awaitNone("all teams to be settled", "select count(*)" + decided + " and due_at is not null");
        awaitNone("the shop to have done all commands", "select count(*) from shop_command where state = 'WAITING'");
        requireStates();
        double settled = (System.nanoTime() - start) / 1e9;
        requireMoney();
        report(statements, sql.perOperation(terms.deadlines()), settled);
    }

    private void setDeadlines(Instant first) throws SQLException {
        database.execute(
                "update team t set deadline = d.at, due_at = d.at from (select store_id, id, timestamptz '" + first
                        + "' + (row_number() over (order by id) - 1) * interval '" + WITHIN.toMillis() + " ms' / "
                        + terms.deadlines() + " as at" + decided + ") d where t.store_id = d.store_id and t.id = d.id");
    }

    private void awaitNone(String what, String query) {
        Await.until(what, PATIENCE, () -> unchecked(() -> database.number(query)), left -> left == 0);
    }

    /** Places are settled when their orders have been read. */
    private void requireStates() {
        long succeeded = rows.count(DeadlineRows::succeeds);
        long failed = rows.count(number -> DeadlineRows.paid(number) && !DeadlineRows.succeeds(number));
        long held = rows.count(number -> !DeadlineRows.paid(number));
        Map<String, Long> wanted = Map.of(
                "SUCCEEDED CONFIRMED", succeeded,
                "FAILED RETURNED", failed,
                "FAILED EXPIRED", held);
        Await.until("every team to end as it must", PATIENCE, this::states, wanted::equals);
        long others = unchecked(() -> database.number("select count(*) from team where store_id = '" + store.id()
                + "' and id >= '" + rows.end() + "' and state <> 'OPEN'"));
        if (others > 0) {
            throw new IllegalStateException(others + " teams ended before their deadline");
        }
    }

    private Map<String, Long> states() {
        return unchecked(() -> {
            Map<String, Long> states = new HashMap<>();
            try (var connection = database.open();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery("select t.state || ' ' || p.state, count(*)"
                            + " from team t join participation p on p.store_id = t.store_id and p.team_id = t.id"
                            + " where t.store_id = '" + store.id() + "' and t.id < '" + rows.end() + "' group by 1")) {
                while (found.next()) {
                    states.put(found.getString(1), found.getLong(2));
                }
            }
            return states;
        });
    }

    /** By the shop's records of some orders: who got the article has paid the group price, nobody else has paid. */
    private void requireMoney() {
        for (int number : rows.sample()) {
            if (DeadlineRows.paid(number)) {
                Await.until(
                        "the money of order " + rows.order(number),
                        PATIENCE,
                        () -> kept(rows.order(number)),
                        kept -> kept.isPositive() == DeadlineRows.succeeds(number));
            }
        }
    }

    private Money kept(String order) {
        ShopDriver.Record record = store.shop().record(order);
        return record.captured().minus(record.refunded());
    }

    private void report(double untilDecided, double untilSettled, double settled) throws SQLException {
        double last = seconds("max(extract(epoch from closed_at)) - min(extract(epoch from deadline))");
        String delay = "percentile_disc(%s) within group (order by extract(epoch from closed_at - deadline))";
        out.printf(
                Locale.ROOT,
                "  %,d deadlines within %d s, %,d open teams%n",
                terms.deadlines(),
                WITHIN.toSeconds(),
                terms.openTeams());
        out.printf(Locale.ROOT, "  seconds from the first deadline to the last decision: %.1f%n", last);
        out.println("  seconds from a deadline to its decision: "
                + Stream.of("0.5", "0.95", "0.99")
                        .map(share -> share + ": " + unchecked(() -> seconds(String.format(delay, share))))
                        .collect(Collectors.joining(", ")));
        out.println(Figures.limit(
                "the longest, seconds", seconds("max(extract(epoch from closed_at - deadline))"), MOST_SECONDS));
        out.printf(Locale.ROOT, "  SQL statements per team until all are decided: %.1f%n", untilDecided);
        out.printf(
                Locale.ROOT,
                "  SQL statements per team until all are settled at the shop: %.1f, after %.0f s%n",
                untilSettled,
                settled);
        out.println("  every team has ended as it must: met");
    }

    private double seconds(String expression) throws SQLException {
        return Double.parseDouble(database.text("select round((" + expression + ")::numeric, 2)" + decided));
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
