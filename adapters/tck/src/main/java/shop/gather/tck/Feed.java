package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.Shop;

/** Polls the changes of a shop from now on, as Gather does. */
final class Feed {

    /** A shop that reports "more" this often in a row is in an endless loop. */
    private static final int MANY_PAGES = 500;

    private final Shop shop;
    private String cursor;
    private int limit = 500;

    Feed(Shop shop) {
        this(shop, shop.orders().changedSince(Optional.empty(), 1).cursor());
    }

    /** Starts at a cursor of an earlier feed. */
    Feed(Shop shop, String cursor) {
        this.shop = shop;
        this.cursor = cursor;
    }

    void limit(int limit) {
        this.limit = limit;
    }

    /**
     * Waits until the order is no longer reported, so that a later report shows a new change. A shop may use long
     * overlaps or report open orders repeatedly; then this gives up without failing, because "at least once" is met
     * already.
     */
    void drain(String orderId) {
        Await.within(Await.limit().dividedBy(2), () -> !poll().contains(orderId));
    }

    /** Polls until all orders have been reported. */
    void awaitAll(String what, String... orderIds) {
        Set<String> missing = new HashSet<>(Arrays.asList(orderIds));
        Await.until(what + " to be among the changes", () -> {
            missing.removeAll(poll());
            return missing.isEmpty();
        });
    }

    /** All ids that are reported until there are no more. */
    Set<String> poll() {
        Set<String> told = new HashSet<>();
        for (int pages = 0; pages < MANY_PAGES; pages++) {
            Changes page = shop.orders().changedSince(Optional.of(cursor), limit);
            assertThat(page.orderIds()).as("one page").hasSizeLessThanOrEqualTo(limit);
            assertThat(page.cursor()).as("cursor").hasSizeLessThanOrEqualTo(1_000);
            told.addAll(page.orderIds());
            cursor = page.cursor();
            if (!page.more()) {
                return told;
            }
        }
        throw new AssertionError("after " + MANY_PAGES + " pages there is still more; last told " + List.copyOf(told));
    }
}
