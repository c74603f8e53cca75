package shop.gather.adapter.woocommerce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a refund with the command's key at its end, {@code Team failed [gather:KEY]}. WooCommerce pays before it
 * writes metadata; if it stops in between, the key is found here.
 */
final class RefundReason {

    private static final Pattern MARK = Pattern.compile("\\[gather:([^\\]]+)\\]$");

    private RefundReason() {}

    static String with(String reason, String key) {
        return (reason.strip() + " [gather:" + key + "]").strip();
    }

    static Optional<String> keyIn(String reason) {
        Matcher matcher = MARK.matcher(reason);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
