package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;

/** A shop that cannot answer for many is asked for fewer, for a while. */
class BulkSizesTest {

    private final AtomicLong time = new AtomicLong();
    private final BulkSizes sizes = new BulkSizes(time::get);
    private final StoreId store = new StoreId(Ids.next());

    private void passes(int minutes) {
        time.addAndGet(Duration.ofMinutes(minutes).toNanos());
    }

    @Test
    void asManyAsTheShopCan() {
        assertThat(sizes.atMost(store, 25)).isEqualTo(25);
        assertThat(sizes.atMost(store, 0)).isEqualTo(1);
    }

    @Test
    void halfAfterEachFailureDownToOne() {
        sizes.failed(store, 25);
        assertThat(sizes.atMost(store, 25)).isEqualTo(12);
        sizes.failed(store, 12);
        sizes.failed(store, 6);
        sizes.failed(store, 3);
        assertThat(sizes.atMost(store, 25)).isEqualTo(1);
        sizes.failed(store, 1);
        assertThat(sizes.atMost(store, 25)).isEqualTo(1);
    }

    @Test
    void aFailureOfALargerRequestThatEndsLaterRaisesNothing() {
        sizes.failed(store, 6);
        sizes.failed(store, 25);
        assertThat(sizes.atMost(store, 25)).isEqualTo(3);
    }

    @Test
    void twiceAsManyAfterEachMinuteWithoutAFailure() {
        sizes.failed(store, 3);
        passes(2);
        assertThat(sizes.atMost(store, 25)).isEqualTo(4);
        passes(60);
        assertThat(sizes.atMost(store, 25)).isEqualTo(25);
    }

    @Test
    void anotherStoresShopIsAskedForAsManyAsBefore() {
        sizes.failed(store, 2);
        assertThat(sizes.atMost(new StoreId(Ids.next()), 25)).isEqualTo(25);
    }
}
