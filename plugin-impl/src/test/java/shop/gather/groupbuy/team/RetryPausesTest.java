package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.spi.CommandResult;

/** While the shop cannot be asked, places and teams wait longer before each further try. */
class RetryPausesTest {

    @OnBothDatabases
    void anAdmissionWithoutAnAnswerIsTriedLessAndLessOften(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.waitsForAdmission(buyer, () -> new CommandResult.Unknown("No answer."));
        pausesGrow(orders, () -> {
            orders.endHold(buyer);
            return orders.placeIsDue(buyer);
        });
    }

    @OnBothDatabases
    void aHoldThatCannotBeCheckedIsTriedLessAndLessOften(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.holdEndsNow(buyer);
        orders.shopIsAway(true);
        pausesGrow(orders, () -> {
            orders.endHold(buyer);
            return orders.placeIsDue(buyer);
        });
    }

    @OnBothDatabases
    void aTeamThatCannotBeDecidedIsTriedLessAndLessOften(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.aBuyerWhoHasPaid();
        orders.deadlineWas(0);
        orders.shopIsAway(true);
        pausesGrow(orders, () -> {
            orders.decideTeam();
            return orders.teamIsDue();
        });
    }

    private static void pausesGrow(BuyersOrders orders, Supplier<Optional<Instant>> attempt) {
        Duration first = pause(attempt);
        orders.passes(30);
        Duration second = pause(attempt);
        assertThat(second).isGreaterThan(first.plusSeconds(5));
    }

    private static Duration pause(Supplier<Optional<Instant>> attempt) {
        return Duration.between(Instant.now(), attempt.get().orElseThrow());
    }
}
