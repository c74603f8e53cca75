package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;

/**
 * Measures the ledger with 10,000, 100,000 and 1,000,000 postings on a PostgreSQL, for ADR 36. Takes minutes; runs only when
 * it is named ({@code -Dtest=LedgerGrowth}).
 */
class LedgerGrowth {

    private static final int LEADERS = 100;
    private static final int ROUNDS = 5;

    @Test
    void measures() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
            StoreDatabase database = StoreDatabase.at(url);
            List<LeaderId> leaders = new ArrayList<>();
            for (int i = 0; i < LEADERS; i++) {
                leaders.add(database.leader());
            }
            print("postings", "sum of all", "trial", "check all", "verify", "verify full", "count 1,000", "post 1");
            try (Connection connection = DriverManager.getConnection(url)) {
                int loaded = 0;
                for (int postings : new int[] {10_000, 100_000, 1_000_000}) {
                    load(connection, database, leaders, loaded, postings);
                    loaded = postings;
                    measure(connection, database, leaders, postings);
                }
            }
        }
    }

    private static void measure(Connection connection, StoreDatabase database, List<LeaderId> leaders, int postings)
            throws Exception {
        LedgerCheck check = database.bean(LedgerCheck.class);
        Checkpoints checkpoints = database.bean(Checkpoints.class);
        // Nothing of it is in a total: this counts it.
        database.bean(LedgerRebuild.class).rebuild(database.store(), "owner:test");
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
        List<Double> posting = new ArrayList<>();
        List<Double> counting = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            posting.add(once(() -> post(database, leaders, 1_000)) / 1_000);
            counting.add(once(() -> checkpoints.count(database.store())));
        }
        // As many new ones as wait at most before they are counted in a store that is not busy.
        post(database, leaders, 500);
        print(
                postings,
                millis(() -> query(connection, database, sumOfAll())),
                millis(() -> check.trialBalances(database.store())),
                millis(() -> {
                    query(connection, database, storedAndPosted());
                    return query(connection, database, unbalanced());
                }),
                millis(() -> check.verify(database.store())),
                millis(() -> check.verifyFully(database.store())),
                median(counting),
                median(posting));
        assertThat(check.verifyFully(database.store()).agrees()).isTrue();
    }

    /** What the trial balance was before there were totals; the next two what the verification was. */
    private static String sumOfAll() {
        return "select currency, account, sum(amount) from ledger_entry where store_id = ? group by currency, account";
    }

    private static String storedAndPosted() {
        return "select payee_id, account, currency, sum(stored), sum(posted) from (select payee_id, account, currency,"
                + " amount as stored, 0 as posted, store_id from ledger_balance union all select payee_id, account, currency,"
                + " 0, amount, store_id from ledger_entry where payee_id is not null) books where store_id = ?"
                + " group by payee_id, account, currency having sum(stored) <> sum(posted)";
    }

    private static String unbalanced() {
        return "select posting_id, currency, sum(amount) from ledger_entry where store_id = ?"
                + " group by posting_id, currency having sum(amount) <> 0";
    }

    private static int query(Connection connection, StoreDatabase database, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, database.store().value());
            int rows = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    private static int post(StoreDatabase database, List<LeaderId> leaders, int postings) {
        for (int from = 0; from < postings; from += 25) {
            List<Posting> batch = new ArrayList<>();
            for (int i = from; i < from + 25; i++) {
                Money amount = Money.ofMinor(CurrencyUnit.EUR, 10);
                batch.add(new Posting(
                        "growth:" + Ids.next(),
                        "commission",
                        "order:" + i,
                        "Earned",
                        List.of(
                                Entry.of(Account.PENDING, PayeeId.of(leaders.get(i % LEADERS)), amount),
                                Entry.of(Account.PENDING, PayeeId.of(leaders.get((i + 1) % LEADERS)), amount),
                                Entry.of(Account.COMMISSION_EXPENSE, amount.multipliedBy(-2)))));
            }
            database.bean(Ledger.class).post(database.store(), batch);
        }
        return postings;
    }

    /** Loads postings of 3 entries each, with the balances that they make. */
    private static void load(Connection connection, StoreDatabase database, List<LeaderId> leaders, int from, int to)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String store = "'" + database.store() + "'::uuid";
            String series = " from generate_series(" + (from + 1) + ", " + to + ") i";
            String id = "('01000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid";
            String payees = "(array["
                    + String.join(
                            ", ",
                            leaders.stream().map(leader -> "'" + leader + "'").toList())
                    + "]::uuid[])";
            statement.execute(
                    "insert into ledger_posting (store_id, id, posting_key, kind, subject, memo, posted_at) select "
                            + store + ", " + id + ", 'loaded:' || i, 'commission', 'order:' || i, 'Earned', now()"
                            + series);
            for (int line = 1; line <= 3; line++) {
                statement.execute(
                        "insert into ledger_entry (store_id, posting_id, line, account, payee_id, currency, amount) select "
                                + store + ", " + id + ", " + line
                                + (line == 3
                                        ? ", 'COMMISSION_EXPENSE', null, 'EUR', -20"
                                        : ", 'PENDING', " + payees + "[1 + (i + " + line + ") % " + LEADERS
                                                + "], 'EUR', 10")
                                + series);
            }
            statement.execute("delete from ledger_balance");
            statement.execute("insert into ledger_balance (store_id, payee_id, account, currency, amount)"
                    + " select store_id, payee_id, account, currency, sum(amount) from ledger_entry where payee_id is not null"
                    + " group by store_id, payee_id, account, currency");
            statement.execute("analyze");
        }
    }

    /** The median of some runs. */
    private static double millis(Callable<?> deed) throws Exception {
        List<Double> runs = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            runs.add(once(deed));
        }
        return median(runs);
    }

    private static double once(Callable<?> deed) throws Exception {
        long start = System.nanoTime();
        deed.call();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(List<Double> runs) {
        return runs.stream().sorted().toList().get(runs.size() / 2);
    }

    private static void print(Object... columns) {
        System.out.println("| "
                + String.join(
                        " | ",
                        Arrays.stream(columns)
                                .map(column -> column instanceof Double millis
                                        ? String.format(Locale.ROOT, "%.2f ms", millis)
                                        : column.toString())
                                .toList())
                + " |");
    }
}
