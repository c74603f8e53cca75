package shop.gather.message.template;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.message.Language;
import shop.gather.message.Placeholder;

/** Shows the stored values of a message in a language and a time zone. */
final class Values {

    private Values() {}

    /** Empty for a value that the message does not have: its kind has got a new placeholder since. */
    static String shown(Map<Placeholder, String> stored, Placeholder placeholder, Language language, ZoneId zone) {
        String value = stored.get(placeholder);
        if (value == null) {
            return "";
        }
        return switch (placeholder.type()) {
            case TEXT, COUNT -> value;
            case INSTANT ->
                DateTimeFormatter.ofPattern(language.dateTime(), language.locale())
                        .withZone(zone)
                        .format(Instant.parse(value));
            case MONEY -> money(Money.parse(value), language);
        };
    }

    private static String money(Money money, Language language) {
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(money.getCurrencyUnit().toCurrency());
        format.setMinimumFractionDigits(money.getCurrencyUnit().getDecimalPlaces());
        format.setMaximumFractionDigits(money.getCurrencyUnit().getDecimalPlaces());
        return format.format(money.getAmount());
    }
}
