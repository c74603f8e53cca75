package shop.gather.it.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least that a join can cost: a conditional update and an insert in one transaction on the same PostgreSQL server
 * and settings, by plain JDBC or by pgbench.
 */
final class PlainJoins {

    private static final String TAKE =
            "update team set held = held + 1 where id = ? and state = 'OPEN' and paid + held < size and deadline > now()";
    private static final String INSERT =
            "insert into participation (id, team_id, member_id, idempotency_key, state, created_at) values (?, ?, ?, ?, 'HELD', now())";
    private static final String SCRIPT = """
            \\set team random(0, :teams - 1)
            begin;
            %s;
            %s;
            commit;
            """.formatted(
            TAKE.replace("?", ":team"),
            INSERT.replace("?, ?, ?, ?", "gen_random_uuid(), :team, gen_random_uuid(), gen_random_uuid()::text"));

    private final OwnDatabase database = OwnDatabase.create();
    private final Path script;

    PlainJoins() throws SQLException, IOException {
        database.execute(
                "create table team (id int primary key, size int not null, held int not null, paid int not null,"
                        + " state varchar(20) not null, deadline timestamptz not null)",
                "create table participation (id uuid primary key, team_id int not null references team (id),"
                        + " member_id uuid not null, idempotency_key varchar(100) not null, state varchar(20) not null,"
                        + " created_at timestamptz not null, unique (member_id, idempotency_key))");
        script = Files.writeString(
                Files.createTempFile(Files.createDirectories(Path.of("target").toAbsolutePath()), "join-", ".pgbench"),
                SCRIPT);
    }

    /** Joins per second over so many fresh teams, by plain JDBC. */
    double perSecond(int clients, int joins, int teams) throws SQLException {
        freshTeams(teams);
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        Load.parallel(clients, () -> {
            work(next, joins, teams);
            return null;
        });
        return joins / ((System.nanoTime() - start) / 1e9);
    }

    /** Joins per second over so many fresh teams, by pgbench. */
    double perSecond(Pgbench pgbench, int teams) throws SQLException {
        freshTeams(teams);
        return pgbench.perSecond(database, script, "teams=" + teams);
    }

    private void freshTeams(int teams) throws SQLException {
        database.execute(
                "truncate participation, team",
                "insert into team select n, 1000000000, 0, 0, 'OPEN', now() + interval '1 day' from generate_series(0, "
                        + (teams - 1) + ") n");
    }

    private void work(AtomicInteger next, int joins, int teams) throws SQLException {
        try (Connection connection = database.open();
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
