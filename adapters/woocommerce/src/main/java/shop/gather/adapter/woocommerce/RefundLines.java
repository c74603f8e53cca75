package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.RefundLine;

/**
 * The amounts of a refund by line id, as a text. WooCommerce's own refund lines would return the articles to stock.
 */
final class RefundLines {

    private RefundLines() {}

    static String format(List<RefundLine> lines) {
        Map<String, Money> amounts = new LinkedHashMap<>();
        lines.forEach(line -> amounts.merge(line.lineId(), line.amount(), Money::plus));
        return amounts.entrySet().stream()
                .map(line -> line.getKey() + "=" + Amounts.text(line.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** Unreadable entries are skipped, because the refund's total is stored separately. */
    static List<RefundLine> parse(String text, CurrencyUnit currency) {
        List<RefundLine> lines = new ArrayList<>();
        for (String part : text.split(" ")) {
            if (part.matches("\\d{1,18}=\\d{1,15}(\\.\\d{1,6})?")) {
                int equals = part.indexOf('=');
                lines.add(RefundLine.of(
                        part.substring(0, equals),
                        Amounts.charged(currency, new BigDecimal(part.substring(equals + 1)))));
            }
        }
        return lines;
    }
}
