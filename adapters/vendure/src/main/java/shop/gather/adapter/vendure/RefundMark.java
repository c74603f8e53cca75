package shop.gather.adapter.vendure;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gather writes at the end of a refund's reason, the one text that Vendure keeps with it: the key of the command, by which the refund is found
 * again, and what it is for, because Vendure itself keeps only quantities. It looks like {@code Team failed [gather:KEY 7=1299]}.
 *
 * @param lineAmounts by line id, in the shop's integers
 */
record RefundMark(String key, Map<String, Long> lineAmounts) {

    /** Shops on MySQL keep no more. */
    private static final int MAX_REASON = 255;

    private static final Pattern MARK = Pattern.compile("\\[gather:([^\\s\\]]+)((?: [^\\s\\]=]+=\\d+)*)\\]$");

    RefundMark {
        lineAmounts = Map.copyOf(lineAmounts);
    }

    static Optional<RefundMark> in(String reason) {
        Matcher matcher = MARK.matcher(reason);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Map<String, Long> amounts = new LinkedHashMap<>();
        for (String part : matcher.group(2).strip().split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                amounts.put(decoded(part.substring(0, equals)), Long.valueOf(part.substring(equals + 1)));
            }
        }
        return Optional.of(new RefundMark(decoded(matcher.group(1)), amounts));
    }

    /** The reason with the mark; of what does not fit, the line amounts go first, then the end of the reason. */
    Optional<String> after(String reason) {
        StringBuilder lines = new StringBuilder();
        lineAmounts.forEach((line, amount) ->
                lines.append(' ').append(encoded(line)).append('=').append(amount));
        String full = "[gather:" + encoded(key) + lines + "]";
        String mark = full.length() <= MAX_REASON ? full : "[gather:" + encoded(key) + "]";
        if (mark.length() > MAX_REASON) {
            return Optional.empty();
        }
        int room = MAX_REASON - mark.length() - 1;
        String text = reason.strip();
        String shown = text.length() <= room ? text : start(text, Math.max(0, room));
        return Optional.of(shown.isEmpty() ? mark : shown + " " + mark);
    }

    /** As much of the text as there is room for, without half of a character. */
    private static String start(String text, int room) {
        boolean splits = room > 0 && Character.isHighSurrogate(text.charAt(room - 1));
        return text.substring(0, splits ? room - 1 : room);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
