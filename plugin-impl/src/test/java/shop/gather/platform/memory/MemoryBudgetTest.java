package shop.gather.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many owners share a budget; none of them keeps the others out. */
class MemoryBudgetTest {

    private final MemoryBudget budget = new MemoryBudget(1_000, 500);
    private final List<String> withdrawn = new ArrayList<>();

    @Test
    void noOwnerTakesMoreThanItsShare() {
        MemoryBudget.Claim whole = open("a");
        assertThat(whole.resize(500)).isTrue();
        assertThat(whole.resize(501)).isFalse();
        whole.completed();
        assertThat(open("a").resize(1)).isFalse();
        assertThat(open("b").resize(500)).isTrue();
    }

    @Test
    void whatIsClosedCanBeTakenAgain() {
        MemoryBudget.Claim first = open("a");
        assertThat(first.resize(500)).isTrue();
        first.close();
        first.close();

        assertThat(budget.taken()).isZero();
        assertThat(open("a").resize(500)).isTrue();
    }

    @Test
    void theOwnerThatHoldsMostGivesWayToOneThatHoldsLess() {
        MemoryBudget.Claim large = open("a");
        large.resize(400);
        open("a").resize(100);
        open("b").resize(450);

        assertThat(open("c").resize(60)).isTrue();

        assertThat(withdrawn).containsExactly("a");
        assertThat(large.isWithdrawn()).isTrue();
        assertThat(large.resize(1)).isFalse();
        assertThat(budget.taken()).isEqualTo(100 + 450 + 60);
    }

    @Test
    void whoHoldsAsMuchAsOthersWithdrawsNothing() {
        open("a").resize(500);
        open("b").resize(500);

        assertThat(open("c").resize(500)).isFalse();
        assertThat(withdrawn).isEmpty();
    }

    @Test
    void withinAnOwnerALargeBodyGivesWayToASmallOne() {
        MemoryBudget.Claim large = open("a");
        large.resize(500);

        assertThat(open("a").resize(10)).isTrue();
        assertThat(large.isWithdrawn()).isTrue();
    }

    @Test
    void aCompleteBodyIsNotWithdrawn() {
        MemoryBudget.Claim first = open("a");
        first.resize(500);
        first.completed();
        MemoryBudget.Claim second = open("b");
        second.resize(500);
        second.completed();

        assertThat(open("c").resize(10)).isFalse();
        assertThat(first.isWithdrawn()).isFalse();
        assertThat(withdrawn).isEmpty();
    }

    @Test
    void whoWaitsGetsWhatOthersGiveBack() {
        MemoryBudget.Claim first = open("a");
        first.resize(500);
        first.completed();
        MemoryBudget.Claim waiting = open("a");

        var taken = CompletableFuture.supplyAsync(() -> waiting.resize(500, Duration.ofSeconds(60)));
        first.close();

        assertThat(taken.join()).isTrue();
    }

    @Test
    void whatAThreadKeptEndsWithItsWork() {
        MemoryBudget.Claim kept = open("a");
        kept.resize(500);
        kept.keepForThread(Duration.ofHours(1));
        assertThat(open("a").resize(10)).isFalse();

        budget.endOfWork();

        assertThat(open("a").resize(10)).isTrue();
    }

    @Test
    void whatAThreadKeptEndsWithTheNextThatItKeeps() {
        MemoryBudget.Claim first = open("a");
        first.resize(300);
        first.keepForThread(Duration.ofHours(1));
        MemoryBudget.Claim second = open("a");
        second.resize(200);
        second.keepForThread(Duration.ofHours(1));

        assertThat(budget.taken()).isEqualTo(200);
    }

    @Test
    void whatAThreadKeptTooLongIsGivenToOthers() {
        MemoryBudget.Claim kept = open("a");
        kept.resize(500);
        kept.keepForThread(Duration.ZERO);

        assertThat(open("a").resize(10, Duration.ofSeconds(60))).isTrue();
        assertThat(withdrawn).isEmpty();
    }

    private MemoryBudget.Claim open(String owner) {
        return budget.open(owner, () -> withdrawn.add(owner));
    }
}
