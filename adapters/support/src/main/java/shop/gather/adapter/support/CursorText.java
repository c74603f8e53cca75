package shop.gather.adapter.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The fields of a cursor as one text, after a version: an adapter that changes the form of its cursor changes the
 * version. Fields are counted from 0.
 */
public final class CursorText {

    private static final int RADIX = Character.MAX_RADIX;

    private final String[] fields;

    private CursorText(String[] fields) {
        this.fields = fields;
    }

    /** @throws ShopException {@code MISCONFIGURED} if the text is not a cursor of this form */
    public static CursorText parse(String version, int fields, String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != fields + 1 || !parts[0].equals(version)) {
            throw foreign(null);
        }
        return new CursorText(Stream.of(parts).skip(1).toArray(String[]::new));
    }

    /** @param fields instants are kept to the millisecond, lists as {@link ToldOrders} marks */
    public static String format(String version, Object... fields) {
        return version + Stream.of(fields).map(field -> "|" + format(field)).collect(Collectors.joining());
    }

    private static String format(Object field) {
        if (field instanceof Instant instant) {
            return Long.toString(instant.toEpochMilli(), RADIX);
        }
        return field instanceof List<?> marks
                ? marks.stream().map(String::valueOf).collect(Collectors.joining())
                : String.valueOf(field);
    }

    public String text(int index) {
        return fields[index];
    }

    public int number(int index) {
        try {
            return Integer.parseInt(fields[index]);
        } catch (NumberFormatException broken) {
            throw foreign(broken);
        }
    }

    public Instant instant(int index) {
        return Instant.ofEpochMilli(longNumber(index));
    }

    /** An instant that was written by {@link #second(Instant)}. */
    public Instant second(int index) {
        return Instant.ofEpochSecond(longNumber(index));
    }

    /** An instant truncated to the second, for shops whose time stamps have whole seconds. */
    public static String second(Instant instant) {
        return Long.toString(instant.getEpochSecond(), RADIX);
    }

    private long longNumber(int index) {
        try {
            return Long.parseLong(fields[index], RADIX);
        } catch (NumberFormatException broken) {
            throw foreign(broken);
        }
    }

    /** Marks of {@link ToldOrders}. */
    public List<String> marks(int index) {
        String marks = fields[index];
        if (marks.length() % ToldOrders.MARK_LENGTH != 0) {
            throw foreign(null);
        }
        List<String> result = new ArrayList<>();
        for (int at = 0; at < marks.length(); at += ToldOrders.MARK_LENGTH) {
            result.add(marks.substring(at, at + ToldOrders.MARK_LENGTH));
        }
        return result;
    }

    private static ShopException foreign(Throwable cause) {
        return new ShopException(ShopError.MISCONFIGURED, "not a cursor of this adapter", cause);
    }
}
