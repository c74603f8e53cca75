package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * What {@link shop.gather.spi.Orders#changedSince} promises page by page: with any limit, and whatever changes between
 * two pages, no change is lost.
 */
public interface ChangePagesContract extends ShopUnderTest {

    /** Limits: one, one less than the number of orders, exactly that number, one more. */
    @Test
    default void everyLimitReachesEveryOrder() {
        Scene scene = new Scene(this);
        String cursor = start();
        List<String> placed = Stream.generate(scene::paidOrder)
                .limit(3)
                .map(PlacedOrder::orderId)
                .toList();
        new Feed(shop(), cursor).awaitAll("three orders", placed.toArray(String[]::new));
        for (int limit : new int[] {1, 2, 3, 4}) {
            areAllTold(placed, cursor, limit);
        }
    }

    /** A page may end among orders with equal time stamps; the next page continues there, not after them. */
    @Test
    default void ordersOfOneMomentAreAllTold() {
        Scene scene = new Scene(this);
        String cursor = start();
        List<Customer> buyers = Stream.generate(scene::buyer).limit(4).toList();
        List<String> placed = inOneMoment(buyers, buyer -> scene.order(buyer).orderId());
        new Feed(shop(), cursor).awaitAll("four orders", placed.toArray(String[]::new));
        for (int limit : new int[] {1, 3}) {
            areAllTold(placed, cursor, limit);
        }
    }

    /** The first order moves behind the others: the cursor must not skip them, and the first must be reported again. */
    @Test
    default void whatChangesBetweenTwoPagesIsNotLost() {
        Scene scene = new Scene(this);
        String cursor = start();
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            placed.add(scene.paidOrder().orderId());
        }
        new Feed(shop(), cursor).awaitAll("three orders", placed.toArray(String[]::new));
        Changes first = firstTold(cursor, placed);
        String moved = first.orderIds().get(0);
        giveBackOne(moved);
        Feed feed = new Feed(shop(), first.cursor());
        feed.limit(1);
        feed.awaitAll("the others, and again the first", placed.toArray(String[]::new));
    }

    @Test
    default void whatChangesTwiceIsToldAfterEachChange() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Feed feed = new Feed(shop());
        feed.limit(1);
        for (int time = 1; time <= 2; time++) {
            feed.drain(placed.orderId());
            giveBackOne(placed.orderId());
            feed.awaitAll("refund number " + time, placed.orderId());
        }
    }

    @Test
    default void anEmptyPageLeadsOn() {
        Scene scene = new Scene(this);
        String[] cursor = {start()};
        Await.until("an empty page", () -> {
            Changes page = shop().orders().changedSince(Optional.of(cursor[0]), 500);
            cursor[0] = page.cursor();
            return page.orderIds().isEmpty() && !page.more();
        });
        PlacedOrder placed = scene.order(scene.buyer());
        new Feed(shop(), cursor[0]).awaitAll("an order after an empty page", placed.orderId());
    }

    /** An invalid cursor must be refused: it means neither "from the beginning" nor "from now on". */
    @Test
    default void whatIsNoCursorIsRefused() {
        for (String text :
                List.of("", " ", "no cursor", "-1", "9".repeat(30), "\u5718\ud83c\udf75", "x|".repeat(300))) {
            Throwable refusal = catchThrowable(() -> shop().orders().changedSince(Optional.of(text), 10));
            assertThat(refusal).as("asked with the cursor \"%s\"", text).isInstanceOf(ShopException.class);
            assertThat(refusal).hasMessageContaining("cursor");
            assertThat(((ShopException) refusal).error().isPassing())
                    .as("worth a retry with the cursor \"%s\"", text)
                    .isFalse();
        }
    }

    private String start() {
        return shop().orders().changedSince(Optional.empty(), 1).cursor();
    }

    /**
     * The shop may still be writing the orders while they are read: an order that moves behind the reader is reported
     * by one of the next polls.
     */
    private void areAllTold(List<String> placed, String cursor, int limit) {
        Feed feed = new Feed(shop(), cursor);
        feed.limit(limit);
        feed.awaitAll("all orders, read with a limit of " + limit + ",", placed.toArray(String[]::new));
    }

    /** The first page that reports one of these orders. */
    private Changes firstTold(String cursor, List<String> placed) {
        Changes page = shop().orders().changedSince(Optional.of(cursor), 1);
        for (int pages = 1; page.orderIds().stream().noneMatch(placed::contains); pages++) {
            assertThat(pages).as("pages until one of %s comes", placed).isLessThan(200);
            page = shop().orders().changedSince(Optional.of(page.cursor()), 1);
        }
        return page;
    }

    private void giveBackOne(String orderId) {
        driver().refund(
                        orderId,
                        Money.ofMinor(driver().articles().get(0).price().getCurrencyUnit(), 1));
    }
}
