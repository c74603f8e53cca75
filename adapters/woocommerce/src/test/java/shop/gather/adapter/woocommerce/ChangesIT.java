package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;

/** Polling where pages end, where many orders changed in one second, and where orders change while they are read. */
class ChangesIT {

    private static final int PAGE = 10;

    private final StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
    private final StubShop shop = server.shop();
    private final Instant start = shop.now();
    private final ChangeFeed feed = feed();
    private final String cursor = feed.read(Optional.empty(), 100).cursor();

    private ChangeFeed feed() {
        var settings = new WooCommerceDriver(server).settings();
        DirectContext context = new DirectContext(settings, java.time.Clock.systemUTC());
        RestApi api = new RestApi(WooSettings.read(context), context);
        api.time().now();
        return new ChangeFeed(api, PAGE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Orders that changed so many seconds after the start of the test; they need not have happened yet. */
    private List<String> orders(int... seconds) {
        List<String> ids = new ArrayList<>();
        for (int second : seconds) {
            StubOrder order = shop.open(shop.customers.get(1L), Map.of(12L, 1));
            order.status = "processing";
            order.modified = start.truncatedTo(ChronoUnit.SECONDS).plusSeconds(second);
            ids.add(Long.toString(order.id));
        }
        return ids;
    }

    private static int[] times(int count, int second) {
        int[] all = new int[count];
        java.util.Arrays.fill(all, second);
        return all;
    }

    /** All that is told until there is no more. */
    private List<String> read(int limit, IntConsumer beforeCall) {
        List<String> told = new ArrayList<>();
        String at = cursor;
        for (int call = 0; ; call++) {
            beforeCall.accept(call);
            Changes page = feed.read(Optional.of(at), limit);
            assertThat(page.orderIds()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.cursor()).hasSizeLessThanOrEqualTo(1_000);
            told.addAll(page.orderIds());
            at = page.cursor();
            if (!page.more()) {
                return told;
            }
            assertThat(call).as("calls").isLessThan(500);
        }
    }

    @Test
    void aPageThatIsJustFullLosesNothing() {
        List<String> ids = orders(0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3);
        assertThat(read(100, call -> {})).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void manyOrdersOfOneSecondAreAllTold() {
        List<String> ids = new ArrayList<>(orders(0, 0));
        ids.addAll(orders(times(47, 1)));
        ids.addAll(orders(2, 3));
        assertThat(new TreeSet<>(read(100, call -> {}))).isEqualTo(new TreeSet<>(ids));
        assertThat(new TreeSet<>(read(1, call -> {}))).isEqualTo(new TreeSet<>(ids));
        assertThat(new TreeSet<>(read(7, call -> {}))).isEqualTo(new TreeSet<>(ids));
    }

    /** An order that changes leaves its place, and others move into it: none of them may be passed over. */
    @Test
    void ordersThatChangeBetweenTwoPagesHideNoOthers() {
        List<String> ids = orders(times(35, 1));
        List<String> told = read(100, call -> {
            if (call > 0 && call < 5) {
                shop.orders.get(Long.parseLong(ids.get(call))).modified = start.plusSeconds(2);
            }
        });
        assertThat(told).containsAll(ids);
    }

    @Test
    void whatHasChangedIsToldAgainAndWhatHasNotIsNot() {
        List<String> ids = orders(0, 0, 0);
        Changes first = feed.read(Optional.of(cursor), 100);
        assertThat(first.orderIds()).containsExactlyInAnyOrderElementsOf(ids);
        Changes second = feed.read(Optional.of(first.cursor()), 100);
        assertThat(second.orderIds()).isEmpty();
        shop.orders.get(Long.parseLong(ids.get(1))).status = "completed";
        assertThat(feed.read(Optional.of(second.cursor()), 100).orderIds())
                .as("changed within the same second")
                .containsExactly(ids.get(1));
    }

    /** The site's own time is eight hours ahead. */
    @Test
    void momentsAreInUtcWhereverTheSiteIs() {
        List<String> ids = orders(-20);
        assertThat(read(100, call -> {})).as("within the overlap").isEqualTo(ids);
        orders(-3_600);
        assertThat(read(100, call -> {})).as("an hour ago").isEqualTo(ids);
    }

    @Test
    void aForeignCursorIsRefusedInWords() {
        for (String broken : List.of("", "w1|x", "w1|!|0|0|", "v1|a|0|0|", "w1|a|0|0|short")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> feed.read(Optional.of(broken), 10))
                    .isInstanceOf(ShopException.class);
        }
    }
}
