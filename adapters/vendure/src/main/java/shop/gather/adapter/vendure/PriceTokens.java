package shop.gather.adapter.vendure;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.signing.Digests;
import shop.gather.adapter.signing.SharedSecret;

/**
 * Price tokens, which the host plugin verifies without asking Gather: {@code g1.offer.admission.price.most.expiry.signature}. The signature also covers
 * the customer, the variant and the currency, which the shop knows by itself. Below 100 characters.
 */
final class PriceTokens {

    private static final String VERSION = "g1";
    private static final int SIGNATURE_BYTES = 16;

    private final SharedSecret secret;

    PriceTokens(SharedSecret secret) {
        this.secret = secret;
    }

    /** The short name of an offer inside tokens. */
    static String offerName(String key) {
        return Digests.base64("offer " + key, 9);
    }

    /** The short name of an admission inside tokens. */
    static String admissionName(String key) {
        return Digests.base64("admission " + key, 12);
    }

    /** @param price of one with tax, in the shop's integers */
    record Terms(
            String offer,
            String admission,
            String customerId,
            String variantId,
            long price,
            CurrencyUnit currency,
            int maxQuantity,
            Instant until) {}

    String token(Terms terms) {
        String open = String.join(
                ".",
                VERSION,
                terms.offer(),
                terms.admission(),
                Long.toString(terms.price(), Character.MAX_RADIX),
                Integer.toString(terms.maxQuantity(), Character.MAX_RADIX),
                Long.toString(terms.until().getEpochSecond(), Character.MAX_RADIX));
        String signed = String.join(
                "\n",
                "gather-price",
                open,
                terms.customerId(),
                terms.variantId(),
                terms.currency().getCode());
        byte[] signature = Arrays.copyOf(secret.sign(signed), SIGNATURE_BYTES);
        return open + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
