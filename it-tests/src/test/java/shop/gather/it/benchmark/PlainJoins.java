package shop.gather.it.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import shop.gather.it.fixture.Storage;

/**
 * The least that a join can cost: a conditional update and an insert in one transaction, by plain JDBC on the same
 * PostgreSQL server and settings.
 */
final class PlainJoins {

    private static final String TAKE =
            "update team set held = held + 1 where id = ? and state = 'OPEN' and paid + held < size and deadline > now()";
    private static final String INSERT =
            "insert into participation (id, team_id, member_id, idempotency_key, state, created_at) values (?, ?, ?, ?, 'HELD', now())";

    private final Storage storage = Storage.postgres(false);

    PlainJoins() throws SQLException {
        try (Connection connection = storage.openAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table team (id int primary key, size int not null, held int not null, paid int not null,"
                            + " state varchar(20) not null, deadline timestamptz not null)");
            statement.execute(
                    "create table participation (id uuid primary key, team_id int not null references team (id),"
                            + " member_id uuid not null, idempotency_key varchar(100) not null, state varchar(20) not null,"
                            + " created_at timestamptz not null, unique (member_id, idempotency_key))");
        }
    }

    /** Joins per second over so many fresh teams. */
    double perSecond(int clients, int joins, int teams) throws SQLException {
        try (Connection connection = storage.openAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("truncate participation, team");
            statement.execute("insert into team select n, " + joins
                    + ", 0, 0, 'OPEN', now() + interval '1 day' from generate_series(0, " + (teams - 1) + ") n");
        }
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        Load.parallel(clients, () -> {
            work(next, joins, teams);
            return null;
        });
        return joins / ((System.nanoTime() - start) / 1e9);
    }

    private void work(AtomicInteger next, int joins, int teams) throws SQLException {
        try (Connection connection = storage.openAsOwner();
                var take = connection.prepareStatement(TAKE);
                var insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int number = next.getAndIncrement(); number < joins; number = next.getAndIncrement()) {
                take.setInt(1, number % teams);
                if (take.executeUpdate() != 1) {
                    throw new IllegalStateException("no place in team " + number % teams);
                }
                insert.setObject(1, UUID.randomUUID());
                insert.setInt(2, number % teams);
                insert.setObject(3, UUID.randomUUID());
                insert.setString(4, UUID.randomUUID().toString());
                insert.executeUpdate();
                connection.commit();
            }
        }
    }
}
