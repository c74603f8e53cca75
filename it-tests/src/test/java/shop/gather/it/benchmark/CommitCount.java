package shop.gather.it.benchmark;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** How many transactions of a database commit, without those of the sweeps that run all the time. */
final class CommitCount {

    /** An idle connection of PostgreSQL tells its counts after 10 seconds at the latest. */
    private static final double SETTLED_SECONDS = 11;

    private final OwnDatabase database;
    private final double idlePerSecond;
    private long commits;
    private long since;

    /** Watches the idle server for a while first. */
    CommitCount(OwnDatabase database) throws SQLException {
        this.database = database;
        start();
        long before = commits;
        long then = since;
        start();
        this.idlePerSecond = (commits - before) / ((since - then) / 1e9);
    }

    void start() throws SQLException {
        commits = settled();
        since = System.nanoTime();
    }

    /** Commits since the start for each of so many operations. */
    double perOperation(int operations) throws SQLException {
        long now = settled();
        double idle = idlePerSecond * ((System.nanoTime() - since) / 1e9);
        return Math.max(0, now - commits - idle) / operations;
    }

    private long settled() throws SQLException {
        long end = System.nanoTime() + (long) (SETTLED_SECONDS * 1e9);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        return database.number("select xact_commit from pg_stat_database where datname = current_database()");
    }
}
