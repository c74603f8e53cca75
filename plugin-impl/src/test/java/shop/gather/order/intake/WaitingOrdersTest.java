package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;

class WaitingOrdersTest {

    private final WaitingOrders waiting = new WaitingOrders();
    private final StoreId store = new StoreId(Ids.next());

    @Test
    void areTakenInTheOrderInWhichTheyCameAndNoMoreThanAsked() {
        List.of("b", "a", "c").forEach(order -> waiting.add(store, order));
        assertThat(waiting.take(store, 1, 2)).containsExactly("b", "a");
        assertThat(waiting.take(store, 1, 2)).containsExactly("c");
        assertThat(waiting.take(store, 1, 2)).isEmpty();
    }

    @Test
    void areSharedByTheThreadsOfAStore() {
        for (int i = 0; i < 20; i++) {
            waiting.add(store, "order" + i);
        }
        assertThat(waiting.take(store, 8, 25)).as("an eighth, rounded up").hasSize(3);
        assertThat(waiting.take(store, 8, 25)).hasSize(3);
        assertThat(waiting.take(store, 1, 25)).hasSize(14);
    }

    @Test
    void anOrderWaitsOnce() {
        assertThat(waiting.add(store, "a")).isTrue();
        assertThat(waiting.add(store, "a")).isFalse();
        assertThat(waiting.take(store, 1, 9)).containsExactly("a");
    }

    @Test
    void anOrderThatIsReadWaitsUntilItsReadHasEnded() {
        waiting.add(store, "a");
        waiting.take(store, 1, 9);
        assertThat(waiting.add(store, "a")).as("reported during the read").isTrue();
        assertThat(waiting.take(store, 1, 9))
                .as("two threads do not read it at once")
                .isEmpty();
        assertThat(waiting.ended(store, List.of("a"))).containsExactly("a");
        assertThat(waiting.take(store, 1, 9)).containsExactly("a");
        assertThat(waiting.ended(store, List.of("a"))).isEmpty();
    }

    @Test
    void anotherStoresOrdersAreNotTaken() {
        waiting.add(store, "a");
        assertThat(waiting.take(new StoreId(Ids.next()), 1, 9)).isEmpty();
    }
}
