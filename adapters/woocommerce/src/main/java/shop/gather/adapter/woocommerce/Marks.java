package shop.gather.adapter.woocommerce;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.Map;
import shop.gather.adapter.support.JsonText;

/**
 * Keys of the meta data by which Gather's commands are found again at the shop. Those that begin with an underscore
 * WooCommerce does not show to people.
 */
final class Marks {

    /** On a refund: the key of the command. */
    static final String KEY = "_gather_key";
    /** On a refund: what it is for, line ids with amounts, for example {@code 7=12.99 8=5.00}. */
    static final String LINES = "_gather_lines";
    /** On a refund of nothing: the line that it cancels. */
    static final String CANCELS = "_gather_cancels";
    /** On a refund of nothing: how many units of the line it cancels; missing for all of them. */
    static final String UNITS = "_gather_units";
    /** On an order: when its payment was authorized, in seconds since 1970. */
    static final String AUTHORIZED = "_gather_authorized";
    /** On an order: the key and the amount of the capture, and the payment that it is of. */
    static final String CAPTURE = "_gather_capture";
    /** On an order: the payment whose capture the gateway declined when Gather asked for it. */
    static final String DECLINED = "_gather_declined";
    /** On an order: why Gather cancelled it. */
    static final String CANCELLED = "gather_cancelled";
    /** On the coupon that stands for an offer: from when to when, in seconds since 1970. */
    static final String OFFER = "_gather_offer";

    private Marks() {}

    /** As WooCommerce takes meta data. */
    static JsonArray meta(Map<String, String> values) {
        JsonArrayBuilder entries = JsonText.array();
        values.forEach(
                (key, value) -> entries.add(JsonText.object().add("key", key).add("value", value)));
        return entries.build();
    }
}
