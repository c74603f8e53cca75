package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.Shop;

/** Follows the changes of a shop from now on, as Gather's poll does. */
final class Feed {

    /** A shop that says "more" this often in a row never ends. */
    private static final int MANY_PAGES = 500;

    private final Shop shop;
    private String cursor;
    private int limit = 500;

    Feed(Shop shop) {
        this(shop, shop.orders().changedSince(Optional.empty(), 1).cursor());
    }

    /** From a place on where somebody was before. */
    Feed(Shop shop, String cursor) {
        this.shop = shop;
        this.cursor = cursor;
    }

    void limit(int limit) {
        this.limit = limit;
    }

    /**
     * Waits until the order is no longer told, so that a later change is news. A shop that overlaps for long or tells
     * open orders again and again is allowed to: then at least once is met already.
     */
    void drain(String orderId) {
        Await.within(Await.limit().dividedBy(2), () -> !poll().contains(orderId));
    }

    /** Polls until all orders were told. */
    void awaitAll(String what, String... orderIds) {
        Set<String> missing = new HashSet<>(Arrays.asList(orderIds));
        Await.until(what + " to be among the changes", () -> {
            missing.removeAll(poll());
            return missing.isEmpty();
        });
    }

    /** All that is told until there is no more. */
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
