package shop.gather.it.benchmark;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import shop.gather.it.fixture.Api;

/** How many SQL statements the server sends, by its own metric, without those of the sweeps that run all the time. */
final class SqlCount {

    private static final String METRIC = "gather_sql_statements";
    private static final double IDLE_SECONDS = 10;

    private final Api api;
    private final double idlePerSecond;
    private double statements;
    private long since;

    /** Watches the idle server for a while first. */
    SqlCount(URI server) {
        this.api = Api.of(server, null);
        double before = sent();
        long start = System.nanoTime();
        while (System.nanoTime() - start < IDLE_SECONDS * 1e9) {
            LockSupport.parkNanos(100_000_000);
        }
        this.idlePerSecond = (sent() - before) / ((System.nanoTime() - start) / 1e9);
    }

    void start() {
        statements = sent();
        since = System.nanoTime();
    }

    /** Statements since the start for each of so many operations. */
    double perOperation(int operations) {
        double idle = idlePerSecond * ((System.nanoTime() - since) / 1e9);
        return Math.max(0, sent() - statements - idle) / operations;
    }

    private double sent() {
        return api.send("GET", "/metrics", null, Map.of())
                .body()
                .lines()
                .filter(line -> line.startsWith(METRIC))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
