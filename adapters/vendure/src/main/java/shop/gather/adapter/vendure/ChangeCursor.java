package shop.gather.adapter.vendure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Where a reader of changes stands. Two readings go on side by side: the window over orders whose {@code updatedAt} moved, and the sweep over
 * recent orders for payments and refunds that changed without moving it.
 *
 * @param windowAt where the window reads on
 * @param windowSkip how many orders of that very instant are done
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
        told = List.copyOf(told);
    }

    static ChangeCursor startingAt(Instant now, List<String> told) {
        return new ChangeCursor(now, 0, Instant.EPOCH, now, Instant.EPOCH, 0, now, told);
    }

    static ChangeCursor parse(String text) {
        String[] parts = text.split("\\|", -1);
        try {
            if (parts.length == 9 && parts[0].equals(VERSION)) {
                return new ChangeCursor(
                        instant(parts[1]),
                        Integer.parseInt(parts[2]),
                        instant(parts[3]),
                        instant(parts[4]),
                        instant(parts[5]),
                        Integer.parseInt(parts[6]),
                        instant(parts[7]),
                        split(parts[8]));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException broken) {
            throw new ShopException(ShopError.MISCONFIGURED, "not a cursor of this adapter", broken);
        }
        throw new ShopException(ShopError.MISCONFIGURED, "not a cursor of this adapter");
    }

    String format() {
        return String.join(
                "|",
                VERSION,
                text(windowAt),
                Integer.toString(windowSkip),
                text(windowBegan),
                text(sweepSince),
                text(sweepAt),
                Integer.toString(sweepSkip),
                text(sweepBegan),
                String.join("", told.subList(Math.max(0, told.size() - MOST_TOLD), told.size())));
    }

    private static String text(Instant instant) {
        return Long.toString(instant.toEpochMilli(), Character.MAX_RADIX);
    }

    private static Instant instant(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text, Character.MAX_RADIX));
    }

    private static List<String> split(String marks) {
        List<String> result = new ArrayList<>();
        for (int at = 0; at < marks.length(); at += OrderMark.LENGTH) {
            result.add(marks.substring(at, at + OrderMark.LENGTH));
        }
        return result;
    }
}
