package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.ToldOrders;
import shop.gather.spi.Orders.Changes;

/**
 * Finds changed orders by polling; a refund updates the order's time stamp. A call reads one page of the orders changed
 * since a given second, oldest change first, and continues from the last second read. So orders that change between two
 * pages are found again later and hide no others. If one second fills a page (an owner's bulk action), that second is
 * read separately, by id.
 */
final class ChangeFeed {

    /** An order's time stamp is set before the order is visible, and by any of the shop's servers. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** Within one second, orders that change shift the others: some positions are read again. */
    private static final int STEP_BACK = 5;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String OUTLINE = "id,status,total,date_modified_gmt,date_paid_gmt,refunds";

    private final RestApi api;
    private final int pageSize;

    /** @param pageSize how many orders are read at once, more than {@link #STEP_BACK} and at most 100 */
    ChangeFeed(RestApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** A time in WooCommerce's form, in UTC with {@code dates_are_gmt}. */
    static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    Changes read(Optional<String> cursor, int limit) {
        return cursor.map(text -> new Reading(ChangeCursor.parse(text), limit).read())
                .orElseGet(() -> new Changes(List.of(), start().format(), false));
    }

    /** Later windows start before now: existing orders count as already reported. */
    private ChangeCursor start() {
        List<String> marks = page(Map.of("orderby", "modified", "order", "desc"), 100).stream()
                .map(ToldOrders::mark)
                .toList();
        return ChangeCursor.startingAt(now(), marks);
    }

    private Instant now() {
        return api.time().now().truncatedTo(ChronoUnit.SECONDS);
    }

    private List<JsonObject> page(Map<String, String> asked, int size) {
        Map<String, String> parameters = new HashMap<>(asked);
        parameters.putAll(Map.of(
                "status", "any", "dates_are_gmt", "true", "per_page", Integer.toString(size), "_fields", OUTLINE));
        return api.list("orders", parameters);
    }

    /** One call. */
    private final class Reading {
        private final ChangeCursor from;
        private final ToldOrders told;

        Reading(ChangeCursor from, int limit) {
            this.from = from;
            this.told = new ToldOrders(from.told(), limit);
        }

        Changes read() {
            return from.isDense() ? dense() : window();
        }

        private Changes window() {
            boolean begins = from.began().equals(Instant.EPOCH);
            Instant at = begins ? from.at().minus(OVERLAP) : from.at();
            List<JsonObject> page = page(
                    Map.of("orderby", "modified", "order", "asc", "modified_after", stamp(at.minusSeconds(1))),
                    pageSize);
            Instant began = begins ? now() : from.began();
            boolean full = page.size() == pageSize;
            if (full && changed(page.get(0)).equals(changed(page.get(pageSize - 1)))) {
                return changes(changed(page.get(0)), 0, began, true);
            }
            int done = told.tell(page, PlacedOrder::isPlaced);
            if (done < page.size() || full) {
                return changes(done == 0 ? at : changed(page.get(done - 1)), ChangeCursor.NOT_DENSE, began, true);
            }
            return changes(began, ChangeCursor.NOT_DENSE, Instant.EPOCH, false);
        }

        private Changes dense() {
            int offset = Math.max(0, from.skip() - STEP_BACK);
            List<JsonObject> page = page(
                    Map.of(
                            "orderby", "id",
                            "order", "asc",
                            "modified_after", stamp(from.at().minusSeconds(1)),
                            "modified_before", stamp(from.at().plusSeconds(1)),
                            "offset", Integer.toString(offset)),
                    pageSize);
            int done = told.tell(page, PlacedOrder::isPlaced);
            return done < page.size() || page.size() == pageSize
                    ? changes(from.at(), Math.max(from.skip(), offset + done), from.began(), true)
                    : changes(from.at().plusSeconds(1), ChangeCursor.NOT_DENSE, from.began(), true);
        }

        private Changes changes(Instant at, int skip, Instant began, boolean more) {
            ChangeCursor next = new ChangeCursor(at, skip, began, told.marks());
            return new Changes(told.orderIds(), next.format(), more);
        }
    }

    private static Instant changed(JsonObject order) {
        return WooFields.instant(order, "date_modified_gmt");
    }
}
