package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.ToldOrders;
import shop.gather.adapter.vendure.AdminApi.Answer;
import shop.gather.spi.Orders.Changes;

/**
 * Finds changed orders by polling. A call reads at most one page of the window and one of the sweep, so that its work
 * is bounded; see {@link ChangeCursor}. A shop with more recent orders than a page is swept over several calls, the
 * newest orders first; with the host plugin the window alone is complete, because the plugin updates {@code updatedAt}.
 */
final class ChangeFeed {

    /**
     * Vendure sets an order's time stamp up to some seconds before it becomes visible; some databases store whole
     * seconds.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /**
     * Older orders are not swept; their refunds are detected if they change {@code updatedAt} or the host plugin
     * reports them.
     */
    private static final Duration SWEPT = Duration.ofDays(100);

    static final int PAGE = 100;

    /** Orders that change between two pages shift the others: some positions are read again. */
    static final int STEP_BACK = 5;

    private static final String LATEST = """
            query($take: Int!) { orders(options: {take: $take, sort: {updatedAt: DESC, id: DESC},
              filter: {orderPlacedAt: {isNull: false}}}) { items { %s } } }""".formatted(OrderDocuments.OUTLINE);
    private static final String WINDOW = """
            query($from: DateTime!, $skip: Int!, $take: Int!) { orders(options: {skip: $skip, take: $take,
              sort: {updatedAt: ASC, id: ASC}, filter: {orderPlacedAt: {isNull: false}, updatedAt: {after: $from}}}) {
              items { %s } } }""".formatted(OrderDocuments.OUTLINE);
    private static final String SWEEP = """
            query($from: DateTime!, $to: DateTime!, $skip: Int!, $take: Int!) { orders(options: {skip: $skip, take: $take,
              sort: {orderPlacedAt: DESC, id: DESC}, filter: {orderPlacedAt: {between: {start: $from, end: $to}}}}) {
              items { %s } } }""".formatted(OrderDocuments.OUTLINE);

    private final AdminApi api;
    private final int pageSize;

    /** @param pageSize how many orders are read at once, more than {@link #STEP_BACK} */
    ChangeFeed(AdminApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** An order that Vendure made for one seller as part of the order that the buyer placed. */
    static boolean isPartOfAnother(JsonObject order) {
        return Fields.text(order, "type").equals("Seller");
    }

    Changes read(Optional<String> cursor, int limit) {
        if (cursor.isEmpty()) {
            return new Changes(List.of(), start().format(), false);
        }
        Reading reading = new Reading(ChangeCursor.parse(cursor.get()), limit);
        reading.window();
        if (!reading.more) {
            reading.sweep();
        }
        return new Changes(reading.told.orderIds(), reading.cursor().format(), reading.more);
    }

    /** Later windows start before now: existing orders count as already reported. */
    private ChangeCursor start() {
        Answer latest = api.ask(LATEST, AdminApi.variables().add("take", ChangeCursor.MOST_TOLD));
        List<String> marks = items(latest).stream().map(ToldOrders::mark).toList();
        return ChangeCursor.startingAt(latest.shopTime(), marks);
    }

    /** One call. */
    private final class Reading {
        private final ToldOrders told;
        private ChangeCursor at;
        private boolean more;

        Reading(ChangeCursor cursor, int limit) {
            this.at = cursor;
            this.told = new ToldOrders(cursor.told(), limit);
        }

        ChangeCursor cursor() {
            return new ChangeCursor(
                    at.windowAt(),
                    at.windowSkip(),
                    at.windowBegan(),
                    at.sweepSince(),
                    at.sweepAt(),
                    at.sweepSkip(),
                    at.sweepBegan(),
                    told.marks());
        }

        void window() {
            boolean begins = at.windowBegan().equals(Instant.EPOCH);
            Instant from = begins ? at.windowAt().minus(OVERLAP) : at.windowAt();
            int skip = Math.max(0, at.windowSkip() - STEP_BACK);
            Answer answer = api.ask(
                    WINDOW,
                    AdminApi.variables()
                            .add("from", from.minusMillis(1).toString())
                            .add("skip", skip)
                            .add("take", pageSize));
            Instant began = begins ? answer.shopTime() : at.windowBegan();
            List<JsonObject> page = items(answer);
            int done = told.tell(page, order -> !isPartOfAnother(order));
            more = done < page.size() || page.size() == pageSize;
            if (more) {
                Position next = Position.after(page.subList(0, done), "updatedAt", new Position(from, skip));
                move(next.at(), next.skip(), began);
            } else {
                move(began, 0, Instant.EPOCH);
            }
        }

        private void move(Instant windowAt, int windowSkip, Instant windowBegan) {
            at = new ChangeCursor(
                    windowAt,
                    windowSkip,
                    windowBegan,
                    at.sweepSince(),
                    at.sweepAt(),
                    at.sweepSkip(),
                    at.sweepBegan(),
                    at.told());
        }

        void sweep() {
            boolean begins = at.sweepAt().equals(Instant.EPOCH);
            Instant now = at.windowAt();
            Instant began = begins ? now : at.sweepBegan();
            Instant to = begins ? now.plus(SWEPT) : at.sweepAt();
            int skip = Math.max(0, at.sweepSkip() - STEP_BACK);
            Answer answer = api.ask(
                    SWEEP,
                    AdminApi.variables()
                            .add("from", now.minus(SWEPT).toString())
                            .add("to", to.toString())
                            .add("skip", skip)
                            .add("take", pageSize));
            Instant since = at.sweepSince().minus(OVERLAP);
            List<JsonObject> page = items(answer);
            int done = told.tell(page, order -> changedBeside(order, since) && !isPartOfAnother(order));
            boolean finished = done == page.size() && page.size() < pageSize;
            Position next = finished
                    ? new Position(Instant.EPOCH, 0)
                    : Position.after(page.subList(0, done), "orderPlacedAt", new Position(to, skip));
            at = new ChangeCursor(
                    at.windowAt(),
                    at.windowSkip(),
                    at.windowBegan(),
                    finished ? began : at.sweepSince(),
                    next.at(),
                    next.skip(),
                    began,
                    at.told());
        }
    }

    private static boolean changedBeside(JsonObject order, Instant since) {
        return Fields.objects(order, "payments").stream()
                .flatMap(payment -> Stream.concat(Stream.of(payment), Fields.objects(payment, "refunds").stream()))
                .anyMatch(moved -> !Fields.instant(moved, "updatedAt").isBefore(since));
    }

    private static List<JsonObject> items(Answer answer) {
        return Fields.objects(Fields.object(answer.data(), "orders"), "items");
    }

    /** @param skip how many orders stamped with exactly this instant are done with */
    private record Position(Instant at, int skip) {

        static Position after(List<JsonObject> done, String stamp, Position before) {
            if (done.isEmpty()) {
                return before;
            }
            Instant last = Fields.instant(done.get(done.size() - 1), stamp);
            int same = (int) done.stream()
                    .filter(order -> Fields.instant(order, stamp).equals(last))
                    .count();
            boolean onlySame = same == done.size() && last.equals(before.at());
            return new Position(last, onlySame ? before.skip() + same : same);
        }
    }
}
