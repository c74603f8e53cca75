package shop.gather.adapter.woocommerce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Where a reader of changes stands.
 *
 * @param at the second from which the window reads on
 * @param skip how many orders of that very second are done, read by id; below zero where seconds are read one after another
 * @param began when the window being read was begun; the next one starts there. {@link Instant#EPOCH} between two windows
 * @param told marks of what was told last, so that overlapping windows tell it once
 */
record ChangeCursor(Instant at, int skip, Instant began, List<String> told) {

    static final int NOT_DENSE = -1;

    /** More than a page: among orders of one second each is known until the next second. */
    static final int MOST_TOLD = 110;

    private static final String VERSION = "w1";

    ChangeCursor {
        told = List.copyOf(told);
    }

    static ChangeCursor startingAt(Instant now, List<String> told) {
        return new ChangeCursor(now, NOT_DENSE, Instant.EPOCH, told);
    }

    boolean isDense() {
        return skip != NOT_DENSE;
    }

    static ChangeCursor parse(String text) {
        String[] parts = text.split("\\|", -1);
        try {
            if (parts.length == 5 && parts[0].equals(VERSION) && parts[4].length() % OrderMark.LENGTH == 0) {
                return new ChangeCursor(
                        Instant.ofEpochSecond(Long.parseLong(parts[1], Character.MAX_RADIX)),
                        Integer.parseInt(parts[2]),
                        Instant.ofEpochSecond(Long.parseLong(parts[3], Character.MAX_RADIX)),
                        split(parts[4]));
            }
        } catch (NumberFormatException broken) {
            throw new ShopException(ShopError.MISCONFIGURED, "not a cursor of this adapter", broken);
        }
        throw new ShopException(ShopError.MISCONFIGURED, "not a cursor of this adapter");
    }

    String format() {
        return String.join(
                "|",
                VERSION,
                Long.toString(at.getEpochSecond(), Character.MAX_RADIX),
                Integer.toString(skip),
                Long.toString(began.getEpochSecond(), Character.MAX_RADIX),
                String.join("", told.subList(Math.max(0, told.size() - MOST_TOLD), told.size())));
    }

    private static List<String> split(String marks) {
        List<String> result = new ArrayList<>();
        for (int from = 0; from < marks.length(); from += OrderMark.LENGTH) {
            result.add(marks.substring(from, from + OrderMark.LENGTH));
        }
        return result;
    }
}
