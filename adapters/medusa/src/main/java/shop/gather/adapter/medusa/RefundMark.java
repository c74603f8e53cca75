package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.RefundLine;

/**
 * What Gather writes at the end of a refund's note, the one text that Medusa keeps with it: the key of the command, by which the refund is found again,
 * and what it is for, which Medusa does not keep. It looks like {@code Team failed [gather:KEY ordli_1=1299]}, amounts in the smallest unit.
 */
record RefundMark(String key, List<String> lines) {

    private static final Pattern MARK = Pattern.compile("\\[gather:([^\\s\\]]+)((?: [^\\s\\]=]+=\\d{1,15})*)\\]$");

    static Optional<RefundMark> of(JsonObject refund) {
        return Fields.optionalText(refund, "note").flatMap(RefundMark::in);
    }

    static Optional<RefundMark> in(String note) {
        Matcher matcher = MARK.matcher(note);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String lines = matcher.group(2).strip();
        return Optional.of(
                new RefundMark(decoded(matcher.group(1)), lines.isEmpty() ? List.of() : List.of(lines.split(" "))));
    }

    static RefundMark of(String key, List<RefundLine> lines) {
        return new RefundMark(
                key,
                lines.stream()
                        .map(line -> Query.encoded(line.lineId()) + "="
                                + line.amount().getAmountMinorLong())
                        .toList());
    }

    /** The reason with the mark; a bracket of the reason cannot be taken for one, because only the last counts. */
    String after(String reason) {
        String mark = "[gather:" + String.join(" ", with(Query.encoded(key))) + "]";
        return reason.isBlank() ? mark : reason.strip() + " " + mark;
    }

    private List<String> with(String head) {
        List<String> parts = new ArrayList<>(List.of(head));
        parts.addAll(lines);
        return parts;
    }

    List<RefundLine> refundLines(CurrencyUnit currency) {
        return lines.stream()
                .map(line -> line.split("=", 2))
                .map(part -> new RefundLine(decoded(part[0]), Money.ofMinor(currency, Long.parseLong(part[1]))))
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
