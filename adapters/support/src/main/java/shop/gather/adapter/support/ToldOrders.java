package shop.gather.adapter.support;

import jakarta.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import shop.gather.adapter.support.signing.Digests;

/**
 * Reports changed orders once although the polled windows overlap. For each reported state of an order it keeps a mark:
 * a digest of what a list shows of the order. For one call of {@code changedSince}; the cursor stores the marks. Not
 * thread-safe.
 */
public final class ToldOrders {

    /**
     * Eight characters hold 48 bits: with a hundred marks the chance that a change is taken for an old one is 1 in 2
     * trillion.
     */
    static final int MARK_LENGTH = 8;

    private final int limit;
    private final Set<String> orderIds = new LinkedHashSet<>();
    private final Set<String> marks;

    /**
     * @param marks those of the cursor, oldest first
     * @param limit how many orders may be reported
     */
    public ToldOrders(List<String> marks, int limit) {
        this.marks = new LinkedHashSet<>(marks);
        this.limit = limit;
    }

    public static String mark(JsonObject order) {
        return Digests.base64(order.toString(), MARK_LENGTH * 6 / 8);
    }

    /**
     * Reports the orders of a page that are new and were not reported yet, up to the limit. Returns how many orders of
     * the page are finished.
     */
    public int tell(List<JsonObject> page, Predicate<JsonObject> isNews) {
        int done = 0;
        for (JsonObject order : page) {
            String mark = mark(order);
            String orderId = Fields.text(order, "id");
            boolean fresh = isNews.test(order) && !marks.contains(mark);
            if (fresh && orderIds.size() == limit && !orderIds.contains(orderId)) {
                return done;
            }
            if (fresh) {
                orderIds.add(orderId);
            }
            if (fresh || marks.remove(mark)) {
                marks.add(mark);
            }
            done++;
        }
        return done;
    }

    public List<String> orderIds() {
        return List.copyOf(orderIds);
    }

    /** The newest marks for the next cursor, oldest first. */
    public List<String> marks() {
        return List.copyOf(marks);
    }
}
