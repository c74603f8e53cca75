package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** (f) What an order, a join, each list and the books cost in a store of more and more orders. */
final class Growth {

    private static final double MOST = 1.3;
    private static final int READS = 3;
    private static final String TRIAL_BALANCE = "/api/v1/ledger/trial-balance";
    private static final String VERIFICATION = "/api/v1/ledger/verification";

    private final Terms terms;
    private final GatherServer server;
    private final Path statements;
    private final PrintStream out;
    private final OwnDatabase database;
    private final Map<String, List<Double>> costs = new LinkedHashMap<>();
    private final List<Integer> sizes = new ArrayList<>();

    /** @param statements the folder where the server records them */
    Growth(Terms terms, GatherServer server, Path statements, PrintStream out) throws SQLException {
        this.terms = terms;
        this.server = server;
        this.statements = statements;
        this.out = out;
        this.database = new OwnDatabase(server.storage());
        for (long size = Math.min(10_000, terms.rows() / 10); size <= terms.rows(); size *= 10) {
            sizes.add((int) size);
        }
    }

    void run() throws SQLException, IOException {
        Store store = Shared.aStore(server);
        OrderLoad orders = new OrderLoad(terms, server, store, terms.leaders());
        JoinLoad joins = new JoinLoad(terms, server, store);
        List<String> posted = orders.place(terms.leaders(), terms.leaders());
        orders.post(posted);
        WarmUp.until(out, "orders", terms.warmUps(), () -> 1e3 / order(orders));
        WarmUp.until(out, "joins", terms.warmUps(), () -> 1e3 / join(joins));
        Buyer buyer = store.aBuyer("Reader");
        String campaign = store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2));
        buyer.opens(campaign);
        Leader leader = orders.leaders().get(0);
        GrowthTemplates templates = new GrowthTemplates(database, store, orders.leaders());
        GrowthRows rows = templates.rows(posted, campaign);
        ListPlans plans = new ListPlans(database, statements);
        GrowthReads reads =
                new GrowthReads(server, store, leader, buyer, templates.community(), campaign, posted.get(0));
        reads.check();
        int loaded = 0;
        for (int size : sizes) {
            load(rows, loaded, size);
            if (loaded == 0) {
                WarmUp.until(
                        out, "reading, pages", terms.warmUps(), () -> read(reads, store.owner(), rows.middle(size)));
            }
            measure(store, orders, joins, reads, rows.middle(size), size);
            loaded = size;
        }
        table();
        plans.print(out);
    }

    private void load(GrowthRows rows, int from, int to) throws SQLException, IOException {
        long start = System.nanoTime();
        rows.load(from, to);
        out.printf(
                Locale.ROOT,
                "  %,d orders loaded in %.0f s, the database has %,d MB%n",
                to,
                (System.nanoTime() - start) / 1e9,
                database.number("select pg_database_size(current_database()) / 1024 / 1024"));
    }

    private void measure(Store store, OrderLoad orders, JoinLoad joins, GrowthReads reads, UUID middle, int size) {
        Api owner = store.owner();
        // Totals that are kept beside the entries do not know of what was loaded.
        Load load = new Load(server.address(), 1);
        load.each(
                List.of(load.post("/api/v1/ledger/rebuilds", "Authorization: Bearer " + owner.bearer() + "\r\n", "")),
                200);
        if (!reads.body(VERIFICATION, owner).contains("\"agrees\":true")) {
            throw new IllegalStateException("the books do not agree after loading");
        }
        put("order, ms", median(() -> order(orders)));
        put("join, ms", median(() -> join(joins)));
        put("trial balance, ms", reads.milliseconds(TRIAL_BALANCE, owner, READS));
        put("verification, ms", reads.milliseconds(VERIFICATION, owner, READS));
        double full = reads.milliseconds(VERIFICATION + "?full=true", owner, 1);
        put("verification of everything, ms per 1,000 orders", full * 1_000 / size);
        reads.costs(middle).forEach(cost -> put(cost.name() + ", ms per item", cost.perItem()));
    }

    private void put(String what, double cost) {
        costs.computeIfAbsent(what, any -> new ArrayList<>()).add(cost);
    }

    private static double median(WarmUp.Run run) {
        Figures figures = new Figures("");
        for (int i = 0; i < READS; i++) {
            figures.add(run.once());
        }
        return figures.median();
    }

    private double order(OrderLoad orders) {
        return orders.post(orders.place(terms.orders(), terms.leaders())) * 1e3 / terms.orders();
    }

    private double join(JoinLoad joins) {
        return 1e3 / joins.everywhere(1, terms.teams()).perSecond();
    }

    /** Reads everything, and returns how many pages of lists are read in a second. */
    private static double read(GrowthReads reads, Api owner, UUID middle) {
        reads.milliseconds(TRIAL_BALANCE, owner, READS);
        reads.milliseconds(VERIFICATION, owner, READS);
        return 1e3 / reads.milliseconds(middle);
    }

    private void table() {
        out.printf("  %-68s", "orders in the store");
        sizes.forEach(size -> out.printf(Locale.ROOT, " %,12d", size));
        out.println("       growth");
        int grown = 0;
        for (Map.Entry<String, List<Double>> row : costs.entrySet()) {
            List<Double> figures = row.getValue();
            double growth = figures.get(figures.size() - 1) / figures.get(0);
            grown += growth > MOST ? 1 : 0;
            out.printf("  %-68s", row.getKey());
            figures.forEach(figure -> out.printf(Locale.ROOT, " %,12.3f", figure));
            out.printf(Locale.ROOT, " %12.2f%s%n", growth, growth > MOST ? "  NOT MET" : "");
        }
        out.printf(
                Locale.ROOT,
                "  costs that grow by more than %.1f: %d of %d: %s%n",
                MOST,
                grown,
                costs.size(),
                grown == 0 ? "met" : "NOT MET");
    }
}
