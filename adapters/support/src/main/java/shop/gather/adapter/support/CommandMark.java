package shop.gather.adapter.support;

import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command's key at the end of a text that the shop stores with a refund or credit, for shops that store no keys:
 * {@code Team failed [gather:KEY 7=1299]}. A repeated command finds its refund by this key.
 *
 * @param lineAmounts by line id, in the shop's smallest unit; empty if the refund is not for lines
 */
public record CommandMark(String key, Map<String, Long> lineAmounts) {

    /** Well-formed percent-encoding only, so that a similar note of a person is not read as a mark. */
    private static final String ENCODED = "[^\\s\\]=%]*+(?:%[0-9A-F]{2}[^\\s\\]=%]*+)*+";

    private static final Pattern MARK =
            Pattern.compile("\\[gather:(?=[^\\s\\]])(" + ENCODED + ")((?: " + ENCODED + "=\\d{1,15})*)\\]$");

    public CommandMark {
        lineAmounts = Collections.unmodifiableMap(new LinkedHashMap<>(lineAmounts));
    }

    public static CommandMark of(String key) {
        return new CommandMark(key, Map.of());
    }

    /** The mark at the end of a text. */
    public static Optional<CommandMark> in(String text) {
        Matcher matcher = MARK.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Map<String, Long> amounts = new LinkedHashMap<>();
        for (String part : matcher.group(2).strip().split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                amounts.merge(decoded(part.substring(0, equals)), Long.valueOf(part.substring(equals + 1)), Long::sum);
            }
        }
        return Optional.of(new CommandMark(decoded(matcher.group(1)), amounts));
    }

    /** The mark at the end of a text field. */
    public static Optional<CommandMark> on(JsonObject object, String field) {
        return Fields.optionalText(object, field).flatMap(CommandMark::in);
    }

    /** Whether a text field ends with a mark of this key. */
    public static boolean isOn(JsonObject object, String field, String key) {
        return on(object, field).filter(mark -> mark.key.equals(key)).isPresent();
    }

    /** The text with the mark. */
    public String after(String text) {
        return joined(text.strip(), full());
    }

    /**
     * The text with the mark in at most {@code length} characters: the line amounts are left out first, then the text
     * is cut. Empty if the key does not fit.
     */
    public Optional<String> after(String text, int length) {
        String mark = full().length() <= length ? full() : of(key).full();
        int room = length - mark.length() - 1;
        return mark.length() > length ? Optional.empty() : Optional.of(joined(start(text.strip(), room), mark));
    }

    private String full() {
        StringBuilder mark = new StringBuilder("[gather:").append(Urls.encoded(key));
        lineAmounts.forEach((line, amount) ->
                mark.append(' ').append(Urls.encoded(line)).append('=').append(amount));
        return mark.append(']').toString();
    }

    private static String joined(String text, String mark) {
        return text.isEmpty() ? mark : text + " " + mark;
    }

    /** The beginning of the text, without half of a surrogate pair. */
    private static String start(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        boolean splits = room > 0 && Character.isHighSurrogate(text.charAt(room - 1));
        return text.substring(0, Math.max(0, splits ? room - 1 : room));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
