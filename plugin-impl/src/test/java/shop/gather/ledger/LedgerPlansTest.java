package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;

/** What is asked of the ledger every day reads the rows that it shows, by an index, and not a store's postings. */
class LedgerPlansTest {

    private static final int LEADERS = 40;
    private static final int POSTINGS_OF_EACH = 100;
    private static final int NEW_POSTINGS = 5;
    private static final int PAGE = 10;

    /** H2 says how many rows each step looked at; PostgreSQL how many it returned and threw away. */
    private static final Pattern READ = Pattern.compile(
            "scanCount: (\\d+)|Scan[^\n]*actual time=\\S+ rows=(\\d+) loops=(\\d+)|Rows Removed by Filter: (\\d+)");

    private static final Pattern SCANNED =
            Pattern.compile("(?i)seq scan on ledger_(entry|posting)|LEDGER_(ENTRY|POSTING)\\.tableScan");

    private static List<LeaderId> aStoreWithManyPostings(StoreDatabase database) {
        List<LeaderId> leaders =
                Stream.generate(database::leader).limit(LEADERS).toList();
        Checkpoints checkpoints = database.bean(Checkpoints.class);
        for (int round = 0; round < POSTINGS_OF_EACH; round++) {
            post(database, leaders, round);
        }
        while (checkpoints.count(database.store()) > 0) {
            // the next batch
        }
        post(database, leaders.subList(0, NEW_POSTINGS), 0);
        database.analyzed();
        return leaders;
    }

    private static void post(StoreDatabase database, List<LeaderId> leaders, int number) {
        List<Posting> postings = new ArrayList<>();
        for (LeaderId leader : leaders) {
            Money amount = Money.ofMinor(CurrencyUnit.EUR, number + 1);
            postings.add(new Posting(
                    "test:" + Ids.next(),
                    "commission",
                    "order:" + number,
                    "Earned",
                    List.of(
                            Entry.of(Account.PENDING, PayeeId.of(leader), amount),
                            Entry.of(Account.COMMISSION_EXPENSE, amount.negated()))));
        }
        database.bean(Ledger.class).post(database.store(), postings);
    }

    @OnBothDatabases
    void readLittle(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        LeaderId leader = aStoreWithManyPostings(database).get(3);
        Statements statements = database.bean(Statements.class);
        LedgerCheck check = database.bean(LedgerCheck.class);
        String next = statements
                .page(database.store(), PayeeId.of(leader), "EUR", null, PAGE)
                .next();

        // H2 goes through the index of the leader's own entries, PostgreSQL through the lines that it shows.
        int page = database.isH2() ? 3 * POSTINGS_OF_EACH : 10 * PAGE;

        reads(database, 3 * LEADERS, () -> statements.balances(database.store(), PayeeId.of(leader)));
        reads(database, page, () -> statements.page(database.store(), PayeeId.of(leader), "EUR", null, PAGE));
        reads(database, page, () -> statements.page(database.store(), PayeeId.of(leader), "EUR", next, PAGE));
        reads(
                database,
                page,
                () -> statements.following(
                        database.store(), PayeeId.of(leader), CurrencyUnit.EUR, new UUID(0, 0), PAGE));
        reads(database, 20 * NEW_POSTINGS, () -> check.trialBalances(database.store()));
        reads(database, 20 * LEADERS, () -> check.verify(database.store()));
        assertThat(database.plansOf(() -> check.verifyFully(database.store())))
                .as("a full verification does read all, and this test would see it")
                .anyMatch(plan -> rowsRead(plan) > LEADERS * POSTINGS_OF_EACH);
    }

    private static void reads(StoreDatabase database, int atMost, Runnable deed) {
        assertThat(database.plansOf(deed)).isNotEmpty().allSatisfy(plan -> {
            assertThat(SCANNED.matcher(plan).find()).as(plan).isFalse();
            assertThat(rowsRead(plan)).as(plan).isLessThanOrEqualTo(atMost);
        });
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
}
