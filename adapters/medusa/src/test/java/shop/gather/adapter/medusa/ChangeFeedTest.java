package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

class ChangeFeedTest {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final String NOTHING = "{\"payments\":[]}";

    private final CannedHttp http = new CannedHttp();
    private final ChangeFeed feed = new ChangeFeed(http.api());

    @Test
    void captureThatMovesNoOrderIsToldByItsPayment() {
        http.then(200, orders()).then(200, payments(payment("pay_2", 5, "order_2"), payment("pay_1", -60, "order_1")));
        Changes changes = read(START, 10);
        assertThat(changes.orderIds()).containsExactly("order_2");
        assertThat(changes.more()).isFalse();
    }

    @Test
    void orderAndItsPaymentAreOneChange() {
        http.then(200, orders(order("order_1", 1))).then(200, payments(payment("pay_1", 1, "order_1")));
        assertThat(read(START, 10).orderIds()).containsExactly("order_1");
    }

    /** A page may end among changes of the very same instant. */
    @Test
    void pagesPassOverNothingAtTheSameInstant() {
        String paid = payments(payment("pay_4", 3, "order_4"), payment("pay_3", 3, "order_3"));
        http.then(200, orders(order("order_1", 1)))
                .then(200, orders(order("order_1", 1)))
                .then(200, orders(order("order_2", 1)))
                .then(200, orders())
                .then(200, paid)
                .then(200, paid)
                .then(200, paid);
        List<String> told = new ArrayList<>();
        Changes page = read(START, 1);
        told.addAll(page.orderIds());
        for (int pages = 1; page.more() && pages < 9; pages++) {
            page = feed.read(Optional.of(page.cursor()), 1);
            told.addAll(page.orderIds());
        }
        assertThat(told).containsExactly("order_1", "order_1", "order_2", "order_3", "order_3", "order_4");
        assertThat(page.more()).isFalse();
        assertThat(http.requests().get(2).uri().toString()).contains("offset=1");
        assertThat(http.requests().get(3).uri().toString()).contains("offset=2");
    }

    /** Order 2 changes again after the page that it ended: what is behind it moves up by one. */
    @Test
    void changeWhilePagingHidesNothing() {
        http.then(200, orders(order("order_1", 1), order("order_2", 2)))
                .then(200, orders(order("order_3", 2), order("order_2", 9)));
        Changes first = read(START, 2);
        assertThat(feed.read(Optional.of(first.cursor()), 2).orderIds()).contains("order_3");
        assertThat(http.requests().get(1).uri().toString()).contains("offset=0");
    }

    @Test
    void nextRoundOverlapsAndNeverGoesBack() {
        http.then(200, orders()).then(200, NOTHING).then(200, orders()).then(200, NOTHING);
        Changes first = read(START, 10);
        assertThat(ChangeCursor.parse(first.cursor()).start()).isEqualTo(CannedHttp.NOW.minusSeconds(10));
        Changes again = feed.read(Optional.of(first.cursor()), 10);
        assertThat(ChangeCursor.parse(again.cursor()).start()).isEqualTo(CannedHttp.NOW.minusSeconds(10));
    }

    /** Medusa ignores filters that it does not know: all orders of all time would be told as changed. */
    @Test
    void ignoredFilterIsNoticed() {
        http.then(200, orders(order("order_1", -3600)));
        assertThatThrownBy(() -> read(START, 10))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.BAD_ANSWER));
    }

    @Test
    void ignoredSortingIsNoticed() {
        http.then(200, orders()).then(200, payments(payment("pay_1", -60, "order_1"), payment("pay_2", 5, "order_2")));
        assertThatThrownBy(() -> read(START, 10)).isInstanceOf(ShopException.class);
    }

    @Test
    void anothersCursorIsRefused() {
        for (String strange : List.of("", "v1|1|2", "m1|x|y|z|a|b", "m1|1|1|o|1|not a number")) {
            assertThatThrownBy(() -> feed.read(Optional.of(strange), 10))
                    .as(strange)
                    .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                            .isEqualTo(ShopError.MISCONFIGURED));
        }
    }

    private Changes read(Instant start, int limit) {
        return feed.read(Optional.of(ChangeCursor.startingAt(start).format()), limit);
    }

    private static String orders(String... orders) {
        return "{\"orders\":[" + String.join(",", orders) + "]}";
    }

    private static String order(String id, int seconds) {
        return "{\"id\":\"%s\",\"updated_at\":\"%s\"}".formatted(id, START.plusSeconds(seconds));
    }

    private static String payments(String... payments) {
        return "{\"payments\":[" + String.join(",", payments) + "]}";
    }

    private static String payment(String id, int seconds, String order) {
        return "{\"id\":\"%s\",\"payment_collection\":{\"updated_at\":\"%s\",\"order\":{\"id\":\"%s\"}}}"
                .formatted(id, START.plusSeconds(seconds), order);
    }
}
