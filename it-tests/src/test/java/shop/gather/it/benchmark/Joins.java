package shop.gather.it.benchmark;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * (b) Acknowledged joins over HTTP against the same by plain JDBC. Members are real: each was exchanged for a session
 * at the shop. A member has one open place in a campaign, so each run has fresh campaigns; their teams are put in by
 * SQL before the clock starts. The shop admits the buyers meanwhile on the same machine; what is left of that is waited
 * for between the runs.
 */
final class Joins {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** After so many the server's compiler has little left to do. */
    private static final int WARM_UP_RUNS = 3;

    private final Terms terms;
    private final GatherServer server;
    private final PrintStream out;
    private final Store store;
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

    Joins(Terms terms, GatherServer server, PrintStream out) {
        this.terms = terms;
        this.server = server;
        this.out = out;
        this.store = Shared.aStore(server);
    }

    void run() throws SQLException {
        exchangeSessions();
        PlainJoins plain = new PlainJoins();
        int joins = terms.members() * terms.campaigns();
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            once(terms.campaigns(), terms.teams(), null, null);
        }
        plain.perSecond(terms.clients(), joins, terms.teams());
        compare(plain, joins);
        hot(plain);
    }

    private void compare(PlainJoins plain, int joins) throws SQLException {
        Figures ours = new Figures("joins per second over HTTP, " + terms.teams() + " teams");
        Figures cpu = new Figures("server CPU per join, microseconds");
        Figures commits = new Figures("commits of the database per join, with background work");
        Figures statements = new Figures("SQL statements per join and its admission at the shop");
        Figures theirs = new Figures("plain JDBC, " + terms.teams() + " teams");
        SqlCount sql = new SqlCount(server.address());
        for (int run = 0; run < terms.runs(); run++) {
            theirs.add(plain.perSecond(terms.clients(), joins, terms.teams()));
            double before = committed();
            sql.start();
            ours.add(once(terms.campaigns(), terms.teams(), cpu, null));
            commits.add((committed() - before) / joins);
            statements.add(sql.perOperation(joins));
        }
        out.println("  " + joins + " joins in a run, " + terms.clients() + " clients");
        for (Figures each : List.of(ours, theirs, cpu, commits, statements)) {
            out.println(each.line());
        }
        out.println(Figures.ratio("joins per second, HTTP to JDBC", ours, theirs, true, 0.35));
    }

    private void hot(PlainJoins plain) throws SQLException {
        Figures ours = new Figures("joins per second over HTTP, one team of " + terms.places());
        Figures theirs = new Figures("plain JDBC, one hot row");
        for (int run = 0; run < terms.runs(); run++) {
            theirs.add(plain.perSecond(terms.clients(), terms.members(), 1));
            ours.add(once(1, 1, null, terms.places()));
        }
        out.println("  " + terms.members() + " joins in a run (each by another member)");
        out.println(ours.line());
        out.println(theirs.line());
        out.println(Figures.ratio("joins per second, HTTP to JDBC, one hot team", ours, theirs, true, 0.8));
    }

    /** Members and sessions through the shop, as any storefront does it. */
    private void exchangeSessions() {
        AtomicInteger next = new AtomicInteger();
        Load.parallel(terms.clients(), () -> {
            for (int number = next.getAndIncrement(); number < terms.members(); number = next.getAndIncrement()) {
                tokens.add(store.aBuyer("Member " + number).session().getString("token"));
            }
            return null;
        });
    }

    private double once(int campaigns, int teams, Figures cpu, Integer places) throws SQLException {
        int size = places == null ? Math.max(2, terms.members()) : places;
        List<byte[]> requests = new ArrayList<>();
        Load load = new Load(server.address(), terms.clients());
        for (int campaign = 0; campaign < campaigns; campaign++) {
            String id =
                    store.aCampaign(Money.of(CurrencyUnit.EUR, 10), size, Duration.ofHours(24), Duration.ofHours(2));
            List<String> open = teams(id, size, Math.max(1, teams / campaigns));
            for (int member = 0; member < tokens.size(); member++) {
                requests.add(load.post(
                        "/storefront/v1/teams/" + open.get(member % open.size()) + "/participations",
                        "Authorization: Bearer " + tokens.get(member) + "\r\nIdempotency-Key: " + UUID.randomUUID()
                                + "\r\n",
                        ""));
            }
        }
        ServerProcess process = new ServerProcess(server.pid());
        double before = process.cpuSeconds();
        Load.Outcome outcome = load.each(requests, 201);
        if (outcome.other() > 0) {
            throw new IllegalStateException(outcome.other() + " of " + requests.size() + " joins were refused");
        }
        if (cpu != null) {
            cpu.add((process.cpuSeconds() - before) * 1e6 / outcome.answered());
        }
        drain();
        return outcome.perSecond();
    }

    /** Fresh teams without anybody in them. */
    private List<String> teams(String campaign, int size, int count) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection owner = server.storage().openAsOwner();
                var insert = owner.prepareStatement(
                        "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, state, "
                                + "opened_at, deadline, due_at)"
                                + " select ?, ?, ?, m.id, ?, ?, 0, 0, 'OPEN', now(), now() + interval '1 day', now() + interval '1 day'"
                                + " from member m where m.store_id = ? limit 1")) {
            for (int i = 0; i < count; i++) {
                UUID id = UUID.randomUUID();
                insert.setObject(1, UUID.fromString(store.id()));
                insert.setObject(2, id);
                insert.setObject(3, UUID.fromString(campaign));
                insert.setInt(4, size);
                insert.setInt(5, size);
                insert.setObject(6, UUID.fromString(store.id()));
                insert.addBatch();
                ids.add(id.toString());
            }
            insert.executeBatch();
        }
        return ids;
    }

    private void drain() {
        Await.until(
                "the shop to have admitted everybody",
                PATIENCE,
                () -> number("select count(*) from participation where admission = 'PENDING'"),
                left -> left == 0);
    }

    private double committed() {
        return number("select xact_commit from pg_stat_database where datname = current_database()");
    }

    private long number(String query) {
        try (Connection owner = server.storage().openAsOwner();
                var statement = owner.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
