package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;

/** (j) The pages of the directory in a store with many open teams, beside those of a store with three. */
final class Directory {

    private static final int REQUESTS = Integer.getInteger("bench.pages", 300);
    private static final int MOST_STATEMENTS = 5;
    private final Terms terms;
    private final GatherServer server;
    private final Path recorded;
    private final PrintStream out;
    private final OwnDatabase database;
    private int failed;

    /** @param recorded the folder where the server records its statements */
    Directory(Terms terms, GatherServer server, Path recorded, PrintStream out) throws SQLException {
        this.terms = terms;
        this.server = server;
        this.recorded = recorded;
        this.out = out;
        this.database = new OwnDatabase(server.storage());
    }

    /** @param query of a list @param store whose list it is @param cursor null for the first page */
    private record Page(String query, Store store, String cursor) {

        Page with(String filter, String value, Store of) {
            return new Page(filter.isEmpty() ? query : query + "&" + filter + "=" + value, of, cursor);
        }

        Page after(String last) {
            return new Page(query, store, last);
        }

        String path() {
            return cursor == null ? query : query + "&cursor=" + cursor;
        }
    }

    void run() throws SQLException, IOException {
        DirectoryStore small = new DirectoryStore(server, database);
        DirectoryStore large = new DirectoryStore(server, database);
        // What was done until now is not what is explained.
        ListPlans plans = new ListPlans(database, recorded);
        large.load(terms.openTeams());
        out.printf(
                Locale.ROOT,
                "  %,d open teams and %,d campaigns%n",
                database.number("select count(*) from team where state = 'OPEN'"),
                database.number("select count(*) from campaign"));
        Map<String, List<Page>> pages = pages(small, large);
        pages.values().forEach(both -> both.forEach(this::answers));
        SqlCount sql = new SqlCount(server.address());
        out.printf("  %-80s %10s %10s %10s %10s%n", "page", "statements", "p50, ms", "p99, ms", "p99, small");
        for (Map.Entry<String, List<Page>> both : pages.entrySet()) {
            measure(both.getKey(), both.getValue().get(0), both.getValue().get(1), sql);
        }
        out.println("  pages that need more than " + MOST_STATEMENTS + " statements: " + failed + ": "
                + (failed == 0 ? "met" : "NOT MET"));
        plans.print(out);
    }

    /** The first page and one in the middle for each filter and order, each beside the first page of the small store. */
    private Map<String, List<Page>> pages(DirectoryStore small, DirectoryStore large) throws SQLException {
        Map<String, String> ofSmall = small.filters();
        Map<String, String> ofLarge = large.filters();
        List<String> filters = new ArrayList<>(List.of(""));
        filters.addAll(ofLarge.keySet());
        Map<String, List<Page>> pages = new LinkedHashMap<>();
        for (String filter : filters) {
            List<Page> lists = new ArrayList<>();
            for (String more : List.of("sort=endingSoon", "sort=newest")) {
                for (String full : List.of("", "&nearlyFull=true")) {
                    lists.add(new Page("/storefront/v1/open-teams?" + more + full, large.store(), null));
                }
            }
            if (!filter.equals("campaignId")) {
                lists.add(new Page("/storefront/v1/campaigns?", large.store(), null));
            }
            for (Page list : lists) {
                Page first = list.with(filter, ofLarge.get(filter), large.store());
                Page beside = list.with(filter, ofSmall.get(filter), small.store());
                Walk walk = Walk.of(large.store().storefront(), first.query());
                String name = list.query().substring("/storefront/v1/".length())
                        + (filter.isEmpty() ? "" : "&" + filter)
                        + String.format(Locale.ROOT, " (%,d)", walk.items());
                pages.put(name, List.of(first, beside));
                if (walk.middle() != null) {
                    pages.put(name + ", middle", List.of(first.after(walk.middle()), beside));
                }
            }
        }
        return pages;
    }

    private Figures answers(Page page) {
        Load load = new Load(server.address(), 1);
        byte[] request =
                load.get(page.path(), "Authorization: Bearer " + page.store().publishableKey() + "\r\n");
        Figures milliseconds = new Figures(page.path());
        for (Load.Answered answer : load.answers(Collections.nCopies(REQUESTS, request))) {
            if (answer.status() != 200) {
                throw new IllegalStateException(
                        page.path() + " was answered " + answer.status() + ": " + answer.body());
            }
            milliseconds.add(answer.milliseconds());
        }
        return milliseconds;
    }

    private void measure(String name, Page page, Page beside, SqlCount sql) {
        Figures small = answers(beside);
        sql.start();
        Figures large = answers(page);
        double statements = sql.perOperation(REQUESTS);
        // The sweeps' statements differ a little from second to second.
        failed += Math.round(statements) > MOST_STATEMENTS ? 1 : 0;
        out.printf(
                Locale.ROOT,
                "  %-80s %10.1f %10.2f %10.2f %10.2f%n",
                name,
                statements,
                large.percentile(50),
                large.percentile(99),
                small.percentile(99));
    }
}
