package shop.gather.tck.broken;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.spi.Orders;
import shop.gather.spi.Orders.Changes;
import shop.gather.tck.OrderChangesContract;
import shop.gather.tck.memory.MemoryBackend;
import shop.gather.tck.memory.MemoryBackend.Change;
import shop.gather.tck.memory.MemoryBackend.What;

/** Mistakes in following what changed. */
final class BrokenChanges {

    private static final String START = "firstCallStartsNowWithoutHistory";
    private static final String PLACED = "placedOrderIsTold";
    private static final String REFUND = "refundIsTold";
    private static final String CANCEL = "cancelIsTold";
    private static final String CAPTURE = "captureIsTold";
    private static final String PAGES = "pagesKeepToTheLimitAndReachTheEnd";
    private static final String AGAIN = "sameCursorTellsTheSameAgain";

    private BrokenChanges() {}

    static List<Flaw> all() {
        return List.of(
                flaw(
                        "the first call tells history",
                        (honest, backend, cursor, limit) -> honest.changedSince(Optional.of(cursor.orElse("0")), limit),
                        START),
                missing("refunds are missed", What.REFUNDED, REFUND),
                missing("cancellations are missed", What.CANCELLED, CANCEL),
                missing("captures are missed", What.CAPTURED, CAPTURE),
                missing("new orders are missed", What.PLACED, PLACED, PAGES, AGAIN),
                flaw(
                        "the limit is ignored",
                        (honest, backend, cursor, limit) -> honest.changedSince(cursor, 500),
                        PAGES),
                flaw(
                        "what is beyond the limit is lost",
                        (honest, backend, cursor, limit) -> {
                            Changes page = honest.changedSince(cursor, limit);
                            return new Changes(
                                    page.orderIds(),
                                    String.valueOf(backend.log().size()),
                                    false);
                        },
                        PAGES),
                flaw(
                        "there is always more",
                        (honest, backend, cursor, limit) -> {
                            Changes page = honest.changedSince(cursor, limit);
                            return new Changes(page.orderIds(), page.cursor(), cursor.isPresent());
                        },
                        PLACED,
                        REFUND,
                        CANCEL,
                        CAPTURE,
                        PAGES),
                flaw(
                        "the first page says that there is more",
                        (honest, backend, cursor, limit) -> {
                            Changes page = honest.changedSince(cursor, limit);
                            return new Changes(page.orderIds(), page.cursor(), page.more() || cursor.isEmpty());
                        },
                        START),
                Flaw.of(
                        OrderChangesContract.class,
                        "the shop forgets what it told",
                        (shop, backend) -> {
                            Map<String, Boolean> told = TOLD.computeIfAbsent(backend, any -> new ConcurrentHashMap<>());
                            return new Patched(shop).orders(new Edit.Passing(shop.orders()) {
                                @Override
                                public Changes changedSince(Optional<String> cursor, int limit) {
                                    Changes page = super.changedSince(cursor, limit);
                                    String at = page.cursor();
                                    List<String> news = page.orderIds().stream()
                                            .filter(id -> told.put(id + "@" + at, true) == null)
                                            .toList();
                                    return new Changes(news, at, page.more());
                                }
                            });
                        },
                        AGAIN),
                flaw(
                        "the cursor carries all that was told",
                        (honest, backend, cursor, limit) -> {
                            Changes page = honest.changedSince(cursor.map(String::strip), limit);
                            return new Changes(page.orderIds(), page.cursor() + " ".repeat(1_000), page.more());
                        },
                        START,
                        PLACED,
                        REFUND,
                        CANCEL,
                        CAPTURE,
                        PAGES));
    }

    private static final Map<MemoryBackend, Map<String, Boolean>> TOLD = new ConcurrentHashMap<>();

    private interface Feed {
        Changes changes(Orders honest, MemoryBackend backend, Optional<String> cursor, int limit);
    }

    private static Flaw missing(String what, What missed, String... failing) {
        return flaw(
                what,
                (honest, backend, cursor, limit) -> {
                    Changes page = honest.changedSince(cursor, limit);
                    int from =
                            cursor.map(Integer::parseInt).orElse(backend.log().size());
                    List<String> seen = backend.log().subList(from, Integer.parseInt(page.cursor())).stream()
                            .filter(change -> change.what() != missed)
                            .map(Change::orderId)
                            .distinct()
                            .toList();
                    return new Changes(seen, page.cursor(), page.more());
                },
                failing);
    }

    private static Flaw flaw(String what, Feed worse, String... failing) {
        return Flaw.of(
                OrderChangesContract.class,
                what,
                (shop, backend) -> new Patched(shop).orders(new Edit.Passing(shop.orders()) {
                    @Override
                    public Changes changedSince(Optional<String> cursor, int limit) {
                        return worse.changes(shop.orders(), backend, cursor, limit);
                    }
                }),
                failing);
    }
}
