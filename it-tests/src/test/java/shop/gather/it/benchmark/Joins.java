package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/** (b) Acknowledged joins over HTTP, in alternation with the least that a join can cost in the database. */
final class Joins {

    private final Terms terms;
    private final PrintStream out;
    private final OwnDatabase database;
    private final GatherServer server;
    private final JoinLoad load;
    private final PlainJoins plain = new PlainJoins();
    private final Optional<Pgbench> pgbench;

    Joins(Terms terms, GatherServer server, PrintStream out) throws SQLException, IOException {
        this.terms = terms;
        this.out = out;
        this.server = server;
        this.database = new OwnDatabase(server.storage());
        this.load = new JoinLoad(terms, server, Shared.aStore(server));
        this.pgbench = Pgbench.installed(terms.clients(), terms.seconds());
    }

    void run() throws SQLException {
        if (pgbench.isEmpty()) {
            out.println("  pgbench: NOT RUN, it is not installed");
        }
        WarmUp.until(out, "joins", terms.warmUps(), () -> load.everywhere(terms.campaigns(), terms.teams())
                .perSecond());
        manyTeams();
        oneTeam();
        out.println("  resident memory of the server: " + new ServerProcess(server.pid()).residentMegabytes() + " MB");
    }

    private void manyTeams() throws SQLException {
        int joins = terms.members() * terms.campaigns();
        Figures ours = new Figures("joins per second over HTTP, " + terms.teams() + " teams");
        Figures cpu = new Figures("server CPU per join, microseconds");
        Figures statements = new Figures("SQL statements per join and its admission at the shop");
        Figures jdbc = new Figures("plain JDBC, " + terms.teams() + " teams");
        Figures theirs = new Figures("pgbench, " + terms.teams() + " teams");
        SqlCount sql = new SqlCount(server.address());
        CommitCount commits = new CommitCount(database);
        commits.start();
        for (int run = 0; run < terms.runs(); run++) {
            reference(jdbc, theirs, joins, terms.teams());
            sql.start();
            JoinLoad.Outcome outcome = load.everywhere(terms.campaigns(), terms.teams());
            statements.add(sql.perOperation(joins));
            ours.add(outcome.perSecond());
            cpu.add(outcome.cpuMicroseconds());
        }
        Figures committed = new Figures("commits of the database per join and its admission");
        committed.add(commits.perOperation(terms.runs() * joins));
        out.println("  " + joins + " joins in a run, " + terms.clients() + " clients");
        for (Figures each : List.of(ours, cpu, statements, committed)) {
            out.println(each.line());
        }
        compare("many teams", ours, jdbc, theirs, 0.6);
    }

    private void oneTeam() throws SQLException {
        Figures ours = new Figures("joins per second over HTTP, one team of " + terms.places());
        Figures jdbc = new Figures("plain JDBC, one hot row");
        Figures theirs = new Figures("pgbench, one hot row");
        for (int run = 0; run < terms.runs(); run++) {
            reference(jdbc, theirs, terms.members(), 1);
            ours.add(load.oneTeam(terms.places()).perSecond());
        }
        out.println("  " + terms.members() + " joins in a run (each by another member)");
        out.println(ours.line());
        compare("one hot team", ours, jdbc, theirs, 1.5);
    }

    private void reference(Figures jdbc, Figures theirs, int joins, int teams) throws SQLException {
        jdbc.add(plain.perSecond(terms.clients(), joins, teams));
        if (pgbench.isPresent()) {
            theirs.add(plain.perSecond(pgbench.get(), teams));
        }
    }

    private void compare(String what, Figures ours, Figures jdbc, Figures theirs, double target) {
        out.println(jdbc.line());
        out.printf("  %-58s %.2f%n", "joins per second, HTTP to JDBC, " + what, ours.median() / jdbc.median());
        if (pgbench.isPresent()) {
            out.println(theirs.line());
            out.println(Figures.ratio("joins per second, HTTP to pgbench, " + what, ours, theirs, true, target));
        }
    }
}
