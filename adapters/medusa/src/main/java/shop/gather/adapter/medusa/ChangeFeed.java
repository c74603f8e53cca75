package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Reports which orders changed. Not every payment event updates the order's time stamp: a capture never does, a refund
 * not always, and for the payment's time stamp it depends on the provider. The time stamp of the payment's collection
 * always changes, but no list can be filtered by it. So payments are read by collection, newest first, down to where
 * the round began.
 */
final class ChangeFeed {

    /** A change may become visible this much later than its time stamp. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final int PAGE = 100;

    private final MedusaApi api;

    ChangeFeed(MedusaApi api) {
        this.api = api;
    }

    /** One entry of either list. */
    private record Change(Instant at, String key, Optional<String> orderId) {}

    Changes read(Optional<String> cursor, int limit) {
        if (cursor.isEmpty()) {
            Reply now = api.ask("/orders", Query.fields("id").and("limit", 1));
            MedusaApi.expect(now);
            return new Changes(
                    List.of(), ChangeCursor.startingAt(now.shopTime()).format(), false);
        }
        ChangeCursor position = ChangeCursor.parse(cursor.get());
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        if (!position.payments()) {
            Query query = Query.fields("id,updated_at")
                    .and("updated_at[$gte]", position.at().toString())
                    .and("order", "updated_at")
                    .and("limit", limit)
                    .and("offset", position.skip());
            Reply reply = api.ask("/orders", query);
            position = position.begun(reply.shopTime());
            List<Change> changes = orders(reply, position);
            ids.addAll(orderIds(changes));
            if (changes.size() == limit) {
                return new Changes(List.copyOf(ids), after(position, changes).format(), true);
            }
            position = position.onPayments();
        }
        List<Change> waiting = payments(position);
        List<Change> told = waiting.subList(0, Math.min(limit - ids.size(), waiting.size()));
        ids.addAll(orderIds(told));
        boolean more = told.size() < waiting.size();
        ChangeCursor next =
                more ? after(position, told) : ChangeCursor.startingAt(next(position.start(), position.began()));
        return new Changes(List.copyOf(ids), next.format(), more);
    }

    /** Never before the start of this round. */
    private static Instant next(Instant start, Instant began) {
        Instant overlapping = began.minus(OVERLAP);
        return overlapping.isAfter(start) ? overlapping : start;
    }

    private static List<Change> orders(Reply reply, ChangeCursor position) {
        List<Change> changes = Fields.list(MedusaApi.expect(reply), "orders").stream()
                .map(order -> new Change(
                        Fields.instant(order, "updated_at"),
                        Fields.text(order, "id"),
                        Optional.of(Fields.text(order, "id"))))
                .toList();
        if (changes.stream().anyMatch(change -> change.at().isBefore(position.at()))) {
            throw new ShopException(ShopError.BAD_ANSWER, "the shop ignores that only changed orders were asked for");
        }
        return changes;
    }

    /** All entries from the cursor on, oldest first. */
    private List<Change> payments(ChangeCursor position) {
        List<Change> found = new ArrayList<>();
        for (int offset = 0; ; offset += PAGE) {
            List<Change> page = page(offset);
            page.stream().filter(change -> !change.at().isBefore(position.at())).forEach(found::add);
            if (page.size() < PAGE || page.get(PAGE - 1).at().isBefore(position.at())) {
                break;
            }
        }
        // An entry that changes meanwhile moves to the front and shifts the rest: an entry may come twice, none is
        // passed over.
        List<Change> ascending = found.stream()
                .distinct()
                .sorted(Comparator.comparing(Change::at).thenComparing(Change::key))
                .toList();
        return ascending.subList(Math.min(position.skip(), ascending.size()), ascending.size());
    }

    private List<Change> page(int offset) {
        Query query = Query.fields("id,payment_collection.updated_at,payment_collection.order.id")
                .and("order", "-payment_collection.updated_at")
                .and("limit", PAGE)
                .and("offset", offset);
        List<Change> page = Fields.list(api.get("/payments", query), "payments").stream()
                .map(ChangeFeed::payment)
                .toList();
        for (int i = 1; i < page.size(); i++) {
            if (page.get(i).at().isAfter(page.get(i - 1).at())) {
                throw new ShopException(ShopError.BAD_ANSWER, "the shop does not sort payments by their collection");
            }
        }
        return page;
    }

    private static Change payment(JsonObject payment) {
        JsonObject collection = Fields.object(payment, "payment_collection");
        return new Change(
                Fields.instant(collection, "updated_at"),
                Fields.text(payment, "id"),
                Fields.optionalObject(collection, "order").map(order -> Fields.text(order, "id")));
    }

    /**
     * What is told changes again and leaves its place, and then a count of what is done at an instant passes over
     * another. So a page that ended later than it began is followed by one that begins at the end's instant, told once
     * more; only within one instant is there nothing but to count.
     */
    private static ChangeCursor after(ChangeCursor position, List<Change> read) {
        if (read.isEmpty()) {
            return position;
        }
        Instant last = read.get(read.size() - 1).at();
        return position.readTo(last, last.equals(position.at()) ? position.skip() + read.size() : 0);
    }

    private static List<String> orderIds(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> Stream.ofNullable(change.orderId().orElse(null)))
                .toList();
    }
}
