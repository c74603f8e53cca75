package shop.gather.adapter.woocommerce;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.joda.money.Money;
import shop.gather.adapter.signing.Digests;
import shop.gather.adapter.signing.SharedSecret;

/**
 * Price tokens, which the plugin verifies without asking Gather: {@code g1.offer.admission.price.decimals.most.expiry.signature}. The signature also covers the
 * customer, the variant and the currency, which the shop knows by itself.
 */
record PriceTokens(SharedSecret secret) {

    private static final String VERSION = "g1";
    private static final int SIGNATURE_BYTES = 16;

    /** The short name of an offer inside tokens. */
    static String offerName(String key) {
        return Digests.hex("offer " + key, 8);
    }

    /** The short name of an admission inside tokens. */
    static String admissionName(String key) {
        return Digests.hex("admission " + key, 12);
    }

    /** @param price of one, with tax */
    record Terms(
            String offer,
            String admission,
            String customerId,
            String variantId,
            Money price,
            int maxQuantity,
            Instant until) {}

    String token(Terms terms) {
        Money price = terms.price();
        String open = String.join(
                ".",
                VERSION,
                terms.offer(),
                terms.admission(),
                Long.toString(price.getAmountMinorLong(), Character.MAX_RADIX),
                Integer.toString(price.getCurrencyUnit().getDecimalPlaces()),
                Integer.toString(terms.maxQuantity(), Character.MAX_RADIX),
                Long.toString(terms.until().getEpochSecond(), Character.MAX_RADIX));
        String signed = String.join(
                "\n",
                "gather-price",
                open,
                terms.customerId(),
                terms.variantId(),
                price.getCurrencyUnit().getCode());
        byte[] signature = Arrays.copyOf(secret.sign(signed), SIGNATURE_BYTES);
        return open + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
