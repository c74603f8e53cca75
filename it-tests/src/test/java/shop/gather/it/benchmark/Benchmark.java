package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.medusa.MedusaDriver;
import shop.gather.adapter.medusa.MedusaServer;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.adapter.woocommerce.StubWooCommerce;
import shop.gather.adapter.woocommerce.WooCommerceDriver;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/**
 * {@code mvn -Pbenchmark -DskipTests -pl it-tests -am verify}: measures, prints what came out beside what was asked
 * for, and judges nothing: on a busy machine the figures mean little.
 */
public final class Benchmark {

    /** Nothing but the machine holds the clients back. */
    private static final Map<String, String> SETTINGS = Map.of(
            "gather.poll-interval", "PT1H",
            "gather.rate-limit.store-per-second", "1000000",
            "gather.rate-limit.key-per-second", "1000000",
            "gather.rate-limit.member-per-second", "1000000",
            "gather.rate-limit.visitor-per-second", "1000000",
            "gather.rate-limit.exchange-per-minute", "1000000",
            "gather.live.streams-per-visitor", "1000000",
            "test.full-jit", "true");

    private Benchmark() {}

    public static void main(String[] args) {
        System.setProperty("sample.shop.full-jit", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Terms terms = Terms.ofTheProperties();
            machine(out);
            out.println("  " + terms);
            if (wanted("redirects")) {
                out.println("(a) Redirects of group links, beside a bare servlet in the same Payara");
                new Redirects(terms, out).run();
            }
            if (wanted("joins")) {
                out.println("(b) Joins on PostgreSQL (fsync and synchronous_commit on), beside plain JDBC and pgbench");
                try (GatherServer server = GatherServer.onPostgres(SETTINGS, false)) {
                    new Joins(terms, server, out).run();
                }
            }
            if (wanted("orders")) {
                out.println("(c) Orders from notification to posting, beside pgbench on the same server");
                try (GatherServer server = GatherServer.onPostgres(SETTINGS, false)) {
                    new Orders(terms, server, out).run();
                }
            }
            if (wanted("overheads")) {
                overheads(out);
            }
            if (wanted("start")) {
                out.println("(e) Start and memory, on the embedded database");
                new Start(terms, with("test.heap", "320m"), out).run();
            }
            if (wanted("growth")) {
                out.println("(f) Growth: the same work in a store of more and more orders");
                Path statements = statements();
                try (GatherServer server =
                        GatherServer.onPostgres(with("gather.sql.record", statements.toString()), false)) {
                    new Growth(terms, server, statements, out).run();
                }
            }
            if (wanted("watchers")) {
                out.println("(g) Watchers of one team, on the embedded database");
                try (GatherServer server = GatherServer.onH2(SETTINGS)) {
                    new Watchers(server, out).run();
                }
            }
            if (wanted("flash")) {
                out.println(
                        "(h) A flash sale on PostgreSQL (fsync and synchronous_commit on), beside pgbench's hot row");
                try (GatherServer server = GatherServer.onPostgres(SETTINGS, false)) {
                    new Flash(terms, server, out).run();
                }
            }
            if (wanted("deadlines")) {
                out.println("(i) Deadlines of many teams within one minute, on PostgreSQL");
                try (GatherServer server = GatherServer.onPostgres(SETTINGS, false)) {
                    new Deadlines(terms, server, out).run();
                }
            }
            if (wanted("directory")) {
                out.println("(j) The directory of a store with many open teams, beside a small one, on PostgreSQL");
                Path statements = statements();
                try (GatherServer server =
                        GatherServer.onPostgres(with("gather.sql.record", statements.toString()), false)) {
                    new Directory(terms, server, statements, out).run();
                }
            }
            out.println("load at the end: " + load());
        } catch (IOException | SQLException | RuntimeException | AssertionError failed) {
            out.println("The benchmark broke off: " + failed.getMessage());
            failed.printStackTrace(out);
            System.exit(1);
        }
        System.exit(0);
    }

    private static Path statements() throws IOException {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "statements-");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(name, value);
        return settings;
    }

    /**
     * {@code -Dbench.part=} redirects, joins, orders, overheads, start, growth, watchers, flash, deadlines or directory
     * measures only that.
     */
    private static boolean wanted(String part) {
        return System.getProperty("bench.part", part).equals(part);
    }

    private static void overheads(PrintStream out) throws SQLException {
        out.println(
                "(d) What each kind of shop costs, on average; calls and bytes are the adapter's, statements are Gather's");
        try (GatherServer server = GatherServer.onPostgres(Map.of("gather.poll-interval", "PT2S"));
                ReferenceShop reference = ReferenceShop.start(ReferenceShop.Terms.full());
                VendureServer vendure = VendureServer.start(VendureServer.Options.withPlugin());
                StubWooCommerce woocommerce = StubWooCommerce.start(StubWooCommerce.Options.withPlugin())) {
            Overheads overheads = new Overheads(server, out);
            overheads.of(Shared.aShop());
            overheads.of(new ReferenceDriver(reference));
            overheads.of(new VendureDriver(vendure));
            overheads.of(new WooCommerceDriver(woocommerce));
            if (Boolean.getBoolean("gather.medusa")) {
                try (MedusaServer medusa = MedusaServer.start(MedusaServer.Options.withSubscriber())) {
                    overheads.of(new MedusaDriver(medusa));
                }
            }
        }
    }

    private static void machine(PrintStream out) throws IOException {
        out.println("Java " + System.getProperty("java.vm.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", " + Runtime.getRuntime().availableProcessors()
                + " processors, Payara Micro "
                + Path.of(System.getProperty("payara.microJar")).getFileName()
                + " " + System.getProperty("payara.version", "") + ", load at the start: " + load());
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }
}
