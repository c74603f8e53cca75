package shop.gather.adapter.medusa;

import java.time.Instant;
import shop.gather.adapter.support.CursorText;

/**
 * The position of a reader of changes. Each round reads two lists one after the other, from the same instant on: orders
 * by their time stamp, then payments by the time stamp of their collection.
 *
 * @param start the instant from which this round reads
 * @param began when this round began, by the shop's clock; the next one starts a little before. {@link Instant#EPOCH}
 *     between two rounds
 * @param payments whether the orders of this round are done
 * @param at the instant at which reading of the list continues
 * @param skip how many entries of that very instant are done; 0 if they are to be read again
 */
record ChangeCursor(Instant start, Instant began, boolean payments, Instant at, int skip) {

    private static final String VERSION = "m1";

    static ChangeCursor startingAt(Instant start) {
        return new ChangeCursor(start, Instant.EPOCH, false, start, 0);
    }

    ChangeCursor begun(Instant now) {
        return began.equals(Instant.EPOCH) ? new ChangeCursor(start, now, payments, at, skip) : this;
    }

    ChangeCursor onPayments() {
        return new ChangeCursor(start, began, true, start, 0);
    }

    ChangeCursor readTo(Instant instant, int done) {
        return new ChangeCursor(start, began, payments, instant, done);
    }

    static ChangeCursor parse(String text) {
        CursorText fields = CursorText.parse(VERSION, 5, text);
        return new ChangeCursor(
                fields.instant(0), fields.instant(1), fields.text(2).equals("p"), fields.instant(3), fields.number(4));
    }

    String format() {
        return CursorText.format(VERSION, start, began, payments ? "p" : "o", at, skip);
    }
}
