package shop.gather.tck.broken;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Orders;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopException;
import shop.gather.tck.ChangePagesContract;
import shop.gather.tck.memory.MemoryBackend;
import shop.gather.tck.memory.MemoryBackend.Change;

/** Mistakes in going from one page of changes to the next. */
final class BrokenPages {

    private static final String LIMITS = "everyLimitReachesEveryOrder";
    private static final String MOMENT = "ordersOfOneMomentAreAllTold";
    private static final String BETWEEN = "whatChangesBetweenTwoPagesIsNotLost";
    private static final String TWICE = "whatChangesTwiceIsToldAfterEachChange";
    private static final String EMPTY = "anEmptyPageLeadsOn";
    private static final String NO_CURSOR = "whatIsNoCursorIsRefused";

    private BrokenPages() {}

    static List<Flaw> all() {
        return List.of(
                flaw(
                        "the first order after a full page is left out",
                        (honest, backend, cursor, limit) -> {
                            Changes page = honest.changedSince(cursor, limit);
                            return page.more()
                                    ? new Changes(
                                            page.orderIds(), String.valueOf(Integer.parseInt(page.cursor()) + 1), true)
                                    : page;
                        },
                        LIMITS,
                        MOMENT,
                        BETWEEN),
                flaw("the next page begins after the last time stamp", BrokenPages::byTimeStamp, MOMENT),
                flaw("pages are counted in places of a list that moves", BrokenPages::byPlaces, BETWEEN, TWICE),
                flaw("the same thing is told once of each order", BrokenPages::eachThingOnce, TWICE),
                flaw(
                        "an empty page goes a step too far",
                        (honest, backend, cursor, limit) -> {
                            int end = backend.log().size();
                            if (cursor.filter(at -> at.matches("[0-9]{1,9}") && Integer.parseInt(at) > end)
                                    .isPresent()) {
                                return new Changes(List.of(), cursor.get(), false);
                            }
                            Changes page = honest.changedSince(cursor, limit);
                            return cursor.isPresent() && page.orderIds().isEmpty()
                                    ? new Changes(List.of(), String.valueOf(end + 1), false)
                                    : page;
                        },
                        TWICE,
                        EMPTY),
                flaw(
                        "what is no cursor starts now",
                        (honest, backend, cursor, limit) -> {
                            try {
                                return honest.changedSince(cursor, limit);
                            } catch (ShopException refused) {
                                return honest.changedSince(Optional.empty(), limit);
                            }
                        },
                        NO_CURSOR),
                flaw(
                        "what is no cursor fails in words of a library",
                        (honest, backend, cursor, limit) -> {
                            cursor.ifPresent(Integer::parseInt);
                            return honest.changedSince(cursor, limit);
                        },
                        NO_CURSOR));
    }

    /** The cursor is the time stamp of the last order that was told. */
    private static Changes byTimeStamp(Orders honest, MemoryBackend backend, Optional<String> cursor, int limit) {
        if (cursor.isEmpty()) {
            return new Changes(List.of(), lastStamp(backend), false);
        }
        if (!cursor.get().contains("T")) {
            return honest.changedSince(cursor, limit);
        }
        Instant after = Instant.parse(cursor.get());
        List<Change> news = backend.log().stream()
                .filter(change -> change.at().isAfter(after))
                .toList();
        List<Change> page = news.subList(0, Math.min(limit, news.size()));
        return new Changes(
                page.stream().map(Change::orderId).distinct().toList(),
                page.isEmpty() ? cursor.get() : page.get(page.size() - 1).at().toString(),
                page.size() < news.size());
    }

    private static String lastStamp(MemoryBackend backend) {
        List<Change> log = backend.log();
        return log.isEmpty()
                ? "2000-01-01T00:00:00Z"
                : log.get(log.size() - 1).at().toString();
    }

    /** The cursor is where the reading began, and how many orders were told since. */
    private static Changes byPlaces(Orders honest, MemoryBackend backend, Optional<String> cursor, int limit) {
        if (cursor.isEmpty()) {
            return new Changes(List.of(), backend.log().size() + "+0", false);
        }
        String[] parts = cursor.get().split("\\+");
        if (parts.length != 2) {
            return honest.changedSince(cursor, limit);
        }
        Set<String> moved = new LinkedHashSet<>();
        for (Change change :
                backend.log().subList(Integer.parseInt(parts[0]), backend.log().size())) {
            moved.remove(change.orderId());
            moved.add(change.orderId());
        }
        List<String> all = new ArrayList<>(moved);
        int from = Math.min(Integer.parseInt(parts[1]), all.size());
        int to = Math.min(all.size(), from + limit);
        return new Changes(all.subList(from, to), parts[0] + "+" + to, to < all.size());
    }

    /** The cursor carries what was told of which order. */
    private static Changes eachThingOnce(Orders honest, MemoryBackend backend, Optional<String> cursor, int limit) {
        String[] parts = cursor.orElse("").split(";");
        Changes page = honest.changedSince(cursor.map(text -> parts.length == 0 ? text : parts[0]), limit);
        if (cursor.isEmpty()) {
            return page;
        }
        Set<String> told = new LinkedHashSet<>(List.of(parts).subList(1, parts.length));
        List<String> news = backend.log().subList(Integer.parseInt(parts[0]), Integer.parseInt(page.cursor())).stream()
                .filter(change -> told.add(change.orderId() + change.what()))
                .map(Change::orderId)
                .distinct()
                .toList();
        return new Changes(news, page.cursor() + ";" + String.join(";", told), page.more());
    }

    private interface Feed {
        Changes changes(Orders honest, MemoryBackend backend, Optional<String> cursor, int limit);
    }

    private static Flaw flaw(String what, Feed worse, String... failing) {
        return Flaw.of(
                ChangePagesContract.class,
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
