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
 * What Gather writes at the end of the note of a refund or a credit, the one text that Medusa keeps with it: the key of the command, by which it is found
 * again, and of a refund the lines that it is for, which Medusa does not keep. It looks like {@code Team failed [gather:KEY ordli_1=1299]}, amounts in the
 * smallest unit.
 */
record NoteMark(String key, List<String> lines) {

    /** As {@link Query#encoded} writes it: a note of a person may look alike, and must not be read as one. */
    private static final String ENCODED = "[^\\s\\]=%]*+(?:%[0-9A-F]{2}[^\\s\\]=%]*+)*+";

    private static final Pattern MARK =
            Pattern.compile("\\[gather:(?=[^\\s\\]])(" + ENCODED + ")((?: " + ENCODED + "=\\d{1,15})*)\\]$");

    static Optional<NoteMark> of(JsonObject noted) {
        return Fields.optionalText(noted, "note").flatMap(NoteMark::in);
    }

    static Optional<NoteMark> in(String note) {
        Matcher matcher = MARK.matcher(note);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String lines = matcher.group(2).strip();
        return Optional.of(
                new NoteMark(decoded(matcher.group(1)), lines.isEmpty() ? List.of() : List.of(lines.split(" "))));
    }

    static NoteMark of(String key) {
        return of(key, List.of());
    }

    static NoteMark of(String key, List<RefundLine> lines) {
        return new NoteMark(
                key,
                lines.stream()
                        .map(line -> Query.encoded(line.lineId()) + "="
                                + line.amount().getAmountMinorLong())
                        .toList());
    }

    static boolean isOn(JsonObject noted, String key) {
        return of(noted).filter(mark -> mark.key.equals(key)).isPresent();
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
                .map(part -> RefundLine.of(decoded(part[0]), Money.ofMinor(currency, Long.parseLong(part[1]))))
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
