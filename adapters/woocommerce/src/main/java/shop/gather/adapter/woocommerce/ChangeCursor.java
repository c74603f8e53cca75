package shop.gather.adapter.woocommerce;

import java.time.Instant;
import java.util.List;
import shop.gather.adapter.support.CursorText;

/**
 * The position of a reader of changes.
 *
 * @param at the second at which the window continues
 * @param skip how many orders of that very second are done, read by id; below zero where seconds are read one after
 *     another
 * @param began when the window being read was begun; the next one starts there. {@link Instant#EPOCH} between two
 *     windows
 * @param told marks of the last reported orders, so that overlapping windows report them once
 */
record ChangeCursor(Instant at, int skip, Instant began, List<String> told) {

    static final int NOT_DENSE = -1;

    /** More than a page: among orders of one second each is known until the next second. */
    static final int MOST_TOLD = 110;

    private static final String VERSION = "w1";

    ChangeCursor {
        told = List.copyOf(told.subList(Math.max(0, told.size() - MOST_TOLD), told.size()));
    }

    static ChangeCursor startingAt(Instant now, List<String> told) {
        return new ChangeCursor(now, NOT_DENSE, Instant.EPOCH, told);
    }

    boolean isDense() {
        return skip != NOT_DENSE;
    }

    static ChangeCursor parse(String text) {
        CursorText fields = CursorText.parse(VERSION, 4, text);
        return new ChangeCursor(fields.second(0), fields.number(1), fields.second(2), fields.marks(3));
    }

    String format() {
        return CursorText.format(VERSION, CursorText.second(at), skip, CursorText.second(began), told);
    }
}
