package shop.gather.adapter.woocommerce;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.gather.adapter.support.ShopTime;
import shop.gather.adapter.support.signing.SharedSecret;

/**
 * Tokens with which Gather's plugin in the shop identifies the customer who is logged in:
 * {@code c1.customer.expiry.signature}. They are verified without a call to the shop.
 *
 * @param time the shop's time, because the shop set the expiry
 */
record CustomerTokens(SharedSecret secret, ShopTime time) {

    private static final Pattern TOKEN =
            Pattern.compile("(c1\\.([1-9]\\d{0,17})\\.([0-9a-z]{1,10}))\\.([A-Za-z0-9_-]{43})");

    /** The customer whom a token names; empty if it was not created by the plugin or has expired. */
    Optional<String> customer(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String expected = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(secret.sign("gather-customer\n" + matcher.group(1)));
        boolean signed = SharedSecret.same(expected, matcher.group(4));
        Instant end = Instant.ofEpochSecond(
                Math.min(Long.parseLong(matcher.group(3), Character.MAX_RADIX), Instant.MAX.getEpochSecond()));
        return signed && time.now().isBefore(end) ? Optional.of(matcher.group(2)) : Optional.empty();
    }
}
