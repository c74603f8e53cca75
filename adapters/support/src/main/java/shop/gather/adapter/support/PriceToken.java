package shop.gather.adapter.support;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.PriceOffers.Admission;

/**
 * The token that a buyer presents to the plugin, {@code g1.offer.admission.price.most.expiry.signature}: below 100
 * characters. The signature also covers the customer, the variant and the currency, which the shop knows by itself.
 */
record PriceToken(String offer, String name, String price, Admission admission, Instant until) {

    private static final String VERSION = "g1";
    private static final int SIGNATURE_BYTES = 16;

    String signed(SharedSecret secret) {
        String open = String.join(
                ".",
                VERSION,
                offer,
                name,
                price,
                Integer.toString(admission.maxQuantity(), Character.MAX_RADIX),
                Long.toString(until.getEpochSecond(), Character.MAX_RADIX));
        String bound = String.join(
                "\n",
                "gather-price",
                open,
                admission.customerId(),
                admission.variantId(),
                admission.unitPrice().getCurrencyUnit().getCode());
        byte[] signature = Arrays.copyOf(secret.sign(bound), SIGNATURE_BYTES);
        return open + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
