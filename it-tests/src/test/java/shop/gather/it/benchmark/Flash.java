package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * (h) A flash sale in alternation with pgbench's hot row. Unlike the other parts it breaks off if a place was sold too
 * often or a buyer got no clear answer.
 */
final class Flash {

    private static final double TARGET = 1.5;

    /** A rehearsal sells so many times fewer places. */
    private static final int SMALLER = 5;

    private final Terms terms;
    private final PrintStream out;
    private final FlashSale sale;
    private final PlainJoins plain = new PlainJoins();
    private final Optional<Pgbench> pgbench;

    Flash(Terms terms, GatherServer server, PrintStream out) throws SQLException, IOException {
        this.terms = terms;
        this.out = out;
        Store store = Shared.aStore(server);
        this.sale = new FlashSale(
                server,
                new OwnDatabase(server.storage()),
                store,
                Sessions.of(store, 2 * terms.places(), terms.rushClients()),
                terms.rushClients());
        this.pgbench = Pgbench.installed(terms.rushClients(), terms.seconds());
    }

    void run() throws SQLException {
        if (pgbench.isEmpty()) {
            out.println("  pgbench: NOT RUN, it is not installed");
        }
        WarmUp.until(out, "sales", terms.warmUps(), () -> sell(terms.places() / SMALLER)
                .sold());
        Figures sold = new Figures("places sold per second over HTTP, of " + terms.places());
        Figures answered = new Figures("requests answered per second, of " + 2 * terms.places());
        Figures theirs = new Figures("pgbench, one hot row");
        List<Figures> delays = List.of(new Figures("p50, ms"), new Figures("p95, ms"), new Figures("p99, ms"));
        List<Integer> percents = List.of(50, 95, 99);
        for (int run = 0; run < terms.runs(); run++) {
            if (pgbench.isPresent()) {
                theirs.add(plain.perSecond(pgbench.get(), 1));
            }
            FlashSale.Outcome outcome = sell(terms.places());
            sold.add(outcome.sold());
            answered.add(outcome.answered());
            for (int i = 0; i < delays.size(); i++) {
                delays.get(i).add(outcome.milliseconds().percentile(percents.get(i)));
            }
        }
        out.printf(
                Locale.ROOT,
                "  %,d places sold in each run, never more, and %,d buyers told that the team is full; %d clients: met%n",
                terms.places(),
                terms.places() + 1,
                terms.rushClients());
        out.println(sold.line());
        out.println(answered.line());
        delays.forEach(each -> out.println(each.line()));
        if (pgbench.isPresent()) {
            out.println(theirs.line());
            out.println(Figures.ratio("places sold per second, HTTP to pgbench", sold, theirs, true, TARGET));
            out.println(Figures.ratio("requests answered per second, HTTP to pgbench", answered, theirs, true, TARGET));
        }
    }

    private FlashSale.Outcome sell(int places) {
        try {
            return sale.sell(places);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
