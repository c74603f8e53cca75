package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.BooksHistory.Step;

/**
 * Random histories on a real database: after each step the books say what the model says. {@code -Pproof} plays 10,000.
 */
class BooksPropertyTest {

    private static StoreDatabase shared;
    private static int played;

    @BeforeContainer
    static void open() {
        shared = StoreDatabase.fresh();
    }

    /** As the end-to-end tests do it: what was executed is printed, and too little is a failure. */
    @AfterContainer
    static void count() {
        int wanted = Integer.getInteger("jqwik.tries.default", 150);
        System.out.println("COUNT random histories of the books: " + played + " of " + wanted);
        assertThat(played).isGreaterThanOrEqualTo(wanted);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return BooksHistory.any();
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void theBooksSayWhatTheModelSaysAfterEachStep(@ForAll("histories") List<Step> history) {
        BooksRun run = new BooksRun(shared.anotherStore());
        history.forEach(run::take);
        run.finish();
        played++;
    }
}
