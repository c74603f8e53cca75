package shop.gather.groupbuy.fulfilment.list;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a list names a buyer: by initials, because lists are printed and passed on. */
public final class BuyerInitials {

    private static final int MOST = 3;

    private BuyerInitials() {}

    /** The initials of a name, such as "M. W." for Mia Wong; empty for a blank name. */
    public static String of(String name) {
        return Arrays.stream(name.strip().split("[\\s-]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .map(word -> new String(Character.toChars(word.codePointAt(0))).toUpperCase(Locale.ROOT))
                .map(initial -> initial + ".")
                .collect(Collectors.joining(" "));
    }
}
