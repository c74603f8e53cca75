package shop.gather.platform.memory;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.Reader;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads JSON to its end without building objects, and refuses JSON that would be too expensive to build: a megabyte of
 * {@code [[1],[1]]} becomes a hundred megabytes of objects. Thread-safe.
 *
 * @param depth the deepest nesting of lists and objects
 * @param values the most values: lists, objects, texts, numbers and literals
 */
public record JsonLimits(int depth, int values) {

    /** Longer numbers cannot be amounts, and the time to convert one grows with the square of its length. */
    private static final int LONGEST_NUMBER = 400;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    /** Well-formed JSON, or the beginning of some, that exceeds a limit. The message says which. */
    public static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message);
        }
    }

    /**
     * The number of values.
     *
     * @throws JsonException if it is not one whole JSON value
     * @throws Exceeded if it exceeds a limit
     */
    public int count(InputStream json) {
        try (JsonParser parser = PARSERS.createParser(json)) {
            return count(parser);
        }
    }

    /**
     * As {@link #count(InputStream)}; a single text or number of more than 262,144 characters exceeds the limits too.
     */
    public int count(Reader json) {
        try (JsonParser parser = PARSERS.createParser(new ShortTokens(json))) {
            return count(parser);
        }
    }

    private int count(JsonParser parser) {
        int found = 0;
        int open = 0;
        try {
            while (parser.hasNext()) {
                JsonParser.Event event = parser.next();
                switch (event) {
                    case START_OBJECT, START_ARRAY -> open++;
                    case END_OBJECT, END_ARRAY -> open--;
                    case VALUE_NUMBER -> requireShort(parser);
                    default -> {
                        // Names and other values are charged by their length.
                    }
                }
                found += isValue(event) ? 1 : 0;
                require(open, found);
            }
        } catch (NoSuchElementException | IllegalStateException garbled) {
            throw new JsonException("This is not JSON.", garbled);
        }
        if (open != 0 || found == 0) {
            throw new JsonException("The JSON ends too early.");
        }
        return found;
    }

    private static boolean isValue(JsonParser.Event event) {
        return switch (event) {
            case KEY_NAME, END_OBJECT, END_ARRAY -> false;
            default -> true;
        };
    }

    private void require(int open, int found) {
        if (open > depth) {
            throw new Exceeded("It is nested deeper than " + depth + " levels.");
        }
        if (found > values) {
            throw new Exceeded("It has more than " + values + " values.");
        }
    }

    private static void requireShort(JsonParser parser) {
        if (parser.getString().length() > LONGEST_NUMBER) {
            throw new Exceeded("It has a number of more than " + LONGEST_NUMBER + " digits.");
        }
    }
}
