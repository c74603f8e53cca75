package shop.gather.groupbuy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.DirectoryFilter;
import shop.gather.groupbuy.campaign.Visibility;
import shop.gather.groupbuy.directory.DirectoryOnDatabase.Kind;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/**
 * A page of the directory reads about the rows that it shows, in a store with thousands of open teams and in one with
 * few, whatever else is in the table.
 */
class DirectoryPlansTest {

    private static final int PAGE = 10;
    /** A union of at most eight ranges, two for each campaign and listing, and their campaigns. */
    private static final int ROWS = 10 * (PAGE + 2);

    private static final int STATEMENTS = 3;

    /** H2 says how many rows each step looked at; PostgreSQL how many it returned and threw away. */
    private static final Pattern READ = Pattern.compile(
            "scanCount: (\\d+)|Scan[^\n]*actual time=\\S+ rows=(\\d+) loops=(\\d+)|Rows Removed by Filter: (\\d+)");

    private static final Pattern SCANNED = Pattern.compile("(?i)seq scan on team|TEAM\\.tableScan");

    /** Tea is sold by two campaigns; the nearest deadlines are those of teams that nobody can join. */
    private static CampaignId fill(DirectoryOnDatabase store, int each) {
        CampaignId hidden = store.aCampaign("tea", Visibility.LINK_ONLY);
        CampaignId tea = store.aCampaign("tea");
        CampaignId more = store.aCampaign("tea");
        CampaignId mint = store.aCampaign("mint");
        store.teams(tea, Kind.ENDED, deadlines(each, 1));
        store.teams(hidden, Kind.HIDDEN, deadlines(each, 1));
        store.teams(tea, Kind.FULL, deadlines(each, 1));
        store.teams(mint, Kind.ROOMY, deadlines(each, 60));
        store.teams(tea, Kind.ROOMY, deadlines(each, 120));
        store.teams(more, Kind.ROOMY, deadlines(each / 10, 120));
        store.teams(more, Kind.NEARLY_FULL, deadlines(each / 10, 240));
        return tea;
    }

    /** Half of them at the same instant, as at the end of a campaign. */
    private static List<Duration> deadlines(int count, int firstMinute) {
        return IntStream.range(0, count)
                .mapToObj(i -> Duration.ofMinutes(firstMinute).plusMillis(i % 2 == 0 ? 0 : i))
                .toList();
    }

    @OnBothDatabases
    void aPageReadsLittle(StoreDatabase shared) {
        DirectoryOnDatabase large = new DirectoryOnDatabase(shared);
        DirectoryOnDatabase small = new DirectoryOnDatabase(shared);
        CampaignId tea = fill(large, 1_000);
        CampaignId smallTea = fill(small, 20);
        large.database.analyzed();
        for (TeamOrder order : TeamOrder.values()) {
            for (boolean nearlyFull : new boolean[] {false, true}) {
                readsLittle(large, new TeamFilter(new DirectoryFilter.All(), nearlyFull), order);
                readsLittle(large, new TeamFilter(tea, nearlyFull), order);
                readsLittle(large, new TeamFilter(new DirectoryFilter.OnArticle("tea"), nearlyFull), order);
                readsLittle(small, new TeamFilter(new DirectoryFilter.All(), nearlyFull), order);
                readsLittle(small, new TeamFilter(smallTea, nearlyFull), order);
                readsLittle(small, new TeamFilter(new DirectoryFilter.OnArticle("tea"), nearlyFull), order);
            }
        }
        assertThat(large.database.plansOf(() -> counted(large)))
                .as("a condition on the counters would read the store's teams, and this test would see it")
                .anyMatch(plan -> rowsRead(plan) > 1_000);
        assertThat(large.all(TeamFilter.ALL, TeamOrder.ENDING_SOON, 200))
                .hasSize(2_200)
                .doesNotHaveDuplicates();
    }

    private static List<TeamId> counted(DirectoryOnDatabase store) {
        return store.database.transactions().inStore(store.database.store(), () -> store.database
                .sql()
                .list(
                        store.database.store(),
                        "select id from team where store_id = :store and size - paid - held between 1 and 2",
                        row -> new TeamId(row.getObject("id", java.util.UUID.class))));
    }

    private static void readsLittle(DirectoryOnDatabase store, TeamFilter filter, TeamOrder order) {
        String cursor = null;
        for (int page = 0; page < 3; page++) {
            String from = cursor;
            assertThat(store.database.statementsOf(() -> store.page(filter, order, from, PAGE)))
                    .isLessThanOrEqualTo(STATEMENTS);
            List<String> plans = store.database.plansOf(() -> store.page(filter, order, from, PAGE));
            assertThat(plans).isNotEmpty().allSatisfy(plan -> {
                assertThat(SCANNED.matcher(plan).find()).as(plan).isFalse();
                assertThat(rowsRead(plan)).as(plan).isLessThanOrEqualTo(ROWS);
            });
            cursor = store.page(filter, order, from, PAGE).next();
        }
    }

    private static int rowsRead(String plan) {
        int rows = 0;
        Matcher read = READ.matcher(plan);
        while (read.find()) {
            if (read.group(1) != null) {
                rows += Integer.parseInt(read.group(1));
            } else if (read.group(2) != null) {
                rows += Integer.parseInt(read.group(2)) * Integer.parseInt(read.group(3));
            } else {
                rows += Integer.parseInt(read.group(4));
            }
        }
        return rows;
    }

    @OnBothDatabases
    void aPageCostsTheseStatements(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        CampaignId tea = fill(store, 20);
        List<Integer> costs = new ArrayList<>();
        for (TeamFilter filter : List.of(
                TeamFilter.ALL,
                new TeamFilter(tea, true),
                new TeamFilter(new DirectoryFilter.OnArticle("tea"), false))) {
            costs.add(store.database.statementsOf(() -> store.page(filter, TeamOrder.ENDING_SOON, null, PAGE)));
        }
        // Nobody is nearly full in the campaign: there are no campaigns to read.
        assertThat(costs).containsExactly(2, 1, 3);
    }
}
