package shop.gather.adapter.medusa;

import java.util.StringJoiner;
import shop.gather.adapter.support.Urls;

/** The part of an address after the question mark. Not thread-safe. */
final class Query {

    private final StringJoiner parts = new StringJoiner("&", "?", "").setEmptyValue("");

    static Query of(String name, String value) {
        return new Query().and(name, value);
    }

    static Query fields(String fields) {
        return of("fields", fields);
    }

    Query and(String name, String value) {
        parts.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    Query and(String name, int value) {
        return and(name, Integer.toString(value));
    }

    /**
     * A text encoded as a path segment or a value. A segment of dots only would lead to a parent path; no id consists
     * of dots only.
     */
    static String encoded(String text) {
        String encoded = Urls.encoded(text);
        return encoded.matches("\\.*") ? "-" : encoded;
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
