package shop.gather.platform.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;

/** Reads single values of a request, each with a message that names the field and says what is expected. */
public final class Check {

    private Check() {}

    /** A text of 1 to {@code max} characters without control characters, trimmed. */
    public static String text(String value, String name, int max) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(name + " is missing.");
        }
        String text = value.strip();
        if (text.length() > max) {
            throw ProblemException.invalid(name + " must not be longer than " + max + " characters.");
        }
        if (!isPrintable(text)) {
            throw ProblemException.invalid(name + " must not hold control characters.");
        }
        return text;
    }

    /** Whether a text is free of control characters but for tabs and ends of lines. */
    public static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }

    public static int range(Integer value, String name, int min, int max) {
        if (value == null || value < min || value > max) {
            throw ProblemException.invalid(name + " must be a whole number from " + min + " to " + max + ".");
        }
        return value;
    }

    /** An ISO 8601 duration within bounds. */
    public static Duration duration(String value, String name, Duration min, Duration max) {
        try {
            return within(Duration.parse(value == null ? "" : value), name, min, max);
        } catch (DateTimeParseException notOne) {
            return within(null, name, min, max);
        }
    }

    /** A required duration within bounds. */
    public static Duration within(Duration value, String name, Duration min, Duration max) {
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw ProblemException.invalid(
                    name + " must be an ISO 8601 duration from " + min + " to " + max + ", such as PT24H.");
        }
        return value;
    }

    /** An id from a path or a body; a malformed id is answered like an unknown one. */
    public static UUID id(String value, String what) {
        return Ids.parse(value).orElseThrow(() -> ProblemException.notFound(what));
    }

    /** As {@link #id(String, String)}, as an id of the given kind. */
    public static <T extends Id> T id(String value, String what, Function<UUID, T> kind) {
        return kind.apply(id(value, what));
    }
}
