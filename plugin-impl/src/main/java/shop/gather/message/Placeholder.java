package shop.gather.message;

import java.util.Arrays;
import java.util.Optional;

/**
 * A value that a message can hold. In a template it is written as its {@link #field} in braces: {@code {campaign}}. It
 * means the same in every kind of message. A message stores the value in a form that depends on no language
 * ({@link MessageContent}).
 */
public enum Placeholder {
    AMOUNT("amount", Type.MONEY, "the amount that was refunded", "EUR 2.50"),
    ARTICLES("articles", Type.TEXT, "the articles whose cases were not filled", "Green tea, Honey"),
    CAMPAIGN("campaign", Type.TEXT, "the name of the campaign", "Tea for many"),
    COLLECT_FROM("collectFrom", Type.INSTANT, "from when the articles can be collected", "2026-12-03T09:00:00Z"),
    COLLECT_UNTIL("collectUntil", Type.INSTANT, "until when the articles can be collected", "2026-12-10T17:00:00Z"),
    CREDIT("credit", Type.MONEY, "the credit that the shop has given to the member", "EUR 2.00"),
    DEADLINE("deadline", Type.INSTANT, "the deadline of the team", "2026-12-01T17:00:00Z"),
    EARNED("earned", Type.MONEY, "the commission and mark-ups that became available to the leader", "EUR 24.60"),
    HELPERS("helpers", Type.COUNT, "the number of friends who can help", "10"),
    HELPS("helps", Type.COUNT, "the number of friends who have helped", "4"),
    LOWEST_PRICE("lowestPrice", Type.MONEY, "the price of one unit if all friends help", "EUR 5.00"),
    MEMBERS("members", Type.COUNT, "the number of paid places in the team that succeeded", "5"),
    NEEDED("needed", Type.COUNT, "the number of paid places that the team needs to succeed", "3"),
    NEEDED_UNITS("neededUnits", Type.COUNT, "the number of paid units that the group order needs to succeed", "20"),
    PAID("paid", Type.COUNT, "the number of paid places in the team", "2"),
    PAY_UNTIL("payUntil", Type.INSTANT, "until when the member may pay", "2026-12-02T17:00:00Z"),
    POINT(
            "point",
            Type.TEXT,
            "the name and the address of the pickup point",
            "Corner shop, 1 Long Street, 10115 Berlin"),
    PRICE("price", Type.MONEY, "the price of one unit that the team has reached", "EUR 10.00"),
    SIZE("size", Type.COUNT, "the number of places in the team", "5"),
    UNITS("units", Type.COUNT, "the number of paid units in the group order", "12"),
    WINNERS("winners", Type.COUNT, "the number of places that were drawn", "2");

    /** The stored form of a value, and how it is shown. */
    public enum Type {
        /** As it is, on one line. */
        TEXT,
        /** A whole number. */
        COUNT,
        /** ISO 8601 in UTC; shown in the store's time zone. */
        INSTANT,
        /** The currency's code and the amount, as {@code EUR 10.00}. */
        MONEY
    }

    private final String field;
    private final Type type;
    private final String meaning;
    private final String example;

    Placeholder(String field, Type type, String meaning, String example) {
        this.field = field;
        this.type = type;
        this.meaning = meaning;
        this.example = example;
    }

    /** The placeholder with this name in templates; empty if there is none. */
    public static Optional<Placeholder> named(String field) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.field.equals(field))
                .findFirst();
    }

    /** The name in templates, without braces. */
    public String field() {
        return field;
    }

    public Type type() {
        return type;
    }

    /** For MESSAGES.md. */
    public String meaning() {
        return meaning;
    }

    /** A stored value, for previews. */
    public String example() {
        return example;
    }

    /** As it is written in a template. */
    @Override
    public String toString() {
        return "{" + field + "}";
    }
}
