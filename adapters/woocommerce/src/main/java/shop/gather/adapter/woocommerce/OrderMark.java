package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import shop.gather.adapter.signing.Digests;

/** Tells two states of an order apart: a digest of its outline. */
final class OrderMark {

    /** Eight characters hold 48 bits: among a hundred marks a change is taken for an old one once in 2 million million. */
    static final int LENGTH = 8;

    private OrderMark() {}

    static String of(JsonObject outline) {
        return Digests.base64(outline.toString(), LENGTH * 6 / 8);
    }
}
