package shop.gather.adapter.woocommerce;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.Map;
import shop.gather.adapter.support.JsonText;

/**
 * Metadata keys by which Gather's commands are found again at the shop. WooCommerce hides keys that begin with an
 * underscore.
 */
final class Marks {

    /** On a refund: the key of the command. */
    static final String KEY = "_gather_key";
    /** On a refund: its amounts by line id, for example {@code 7=12.99 8=5.00}. */
    static final String LINES = "_gather_lines";
    /** On a refund of amount zero: the line that it cancels. */
    static final String CANCELS = "_gather_cancels";
    /** On a refund of amount zero: how many units of the line it cancels; absent for all of them. */
    static final String UNITS = "_gather_units";
    /** On an order: when its payment was authorized, in seconds since 1970. */
    static final String AUTHORIZED = "_gather_authorized";
    /** On an order: the key, the amount and the payment of the requested capture. */
    static final String CAPTURE = "_gather_capture";
    /** On an order: the payment whose capture the gateway declined when Gather asked for it. */
    static final String DECLINED = "_gather_declined";
    /** On an order: the reason for Gather's cancellation. */
    static final String CANCELLED = "gather_cancelled";
    /** On the coupon that represents an offer: its start and end, in seconds since 1970. */
    static final String OFFER = "_gather_offer";

    private Marks() {}

    /** Metadata in WooCommerce's form. */
    static JsonArray meta(Map<String, String> values) {
        JsonArrayBuilder entries = JsonText.array();
        values.forEach(
                (key, value) -> entries.add(JsonText.object().add("key", key).add("value", value)));
        return entries.build();
    }
}
