package shop.gather.adapter.vendure;

import java.time.Instant;
import java.util.List;
import shop.gather.adapter.support.CursorText;

/**
 * The position of a reader of changes. Two readings run side by side: the window over orders whose {@code updatedAt}
 * changed, and the sweep over recent orders for payments and refunds that did not change it.
 *
 * @param windowAt the instant at which the window continues
 * @param windowSkip how many orders of exactly that instant are done
 * @param windowBegan when the window being read was begun; the next one starts there
 * @param sweepSince payments and refunds changed since then are news to this sweep
 * @param sweepAt where the sweep reads on, towards older orders; {@link Instant#EPOCH} to begin again with the newest
 * @param sweepSkip how many orders of that very instant are done
 * @param sweepBegan when this sweep began; the next one's {@code sweepSince}
 * @param told marks of what was told last, so that overlapping windows tell it once
 */
record ChangeCursor(
        Instant windowAt,
        int windowSkip,
        Instant windowBegan,
        Instant sweepSince,
        Instant sweepAt,
        int sweepSkip,
        Instant sweepBegan,
        List<String> told) {

    private static final String VERSION = "v1";
    static final int MOST_TOLD = 80;

    ChangeCursor {
        told = List.copyOf(told.subList(Math.max(0, told.size() - MOST_TOLD), told.size()));
    }

    static ChangeCursor startingAt(Instant now, List<String> told) {
        return new ChangeCursor(now, 0, Instant.EPOCH, now, Instant.EPOCH, 0, now, told);
    }

    static ChangeCursor parse(String text) {
        CursorText fields = CursorText.parse(VERSION, 8, text);
        return new ChangeCursor(
                fields.instant(0),
                fields.number(1),
                fields.instant(2),
                fields.instant(3),
                fields.instant(4),
                fields.number(5),
                fields.instant(6),
                fields.marks(7));
    }

    String format() {
        return CursorText.format(
                VERSION, windowAt, windowSkip, windowBegan, sweepSince, sweepAt, sweepSkip, sweepBegan, told);
    }
}
