package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.Optional;
import shop.gather.spi.DeferredCapture.Capture;

/**
 * The capture that Gather requested, as stored on the order: {@code KEY AMOUNT PAYMENT}. A repeated command finds its
 * own plan there.
 *
 * @param amount a decimal in the order's currency
 */
record CapturePlan(String key, String amount, String paymentId) {

    static CapturePlan of(Capture capture) {
        return new CapturePlan(capture.key(), Amounts.text(capture.amount()), capture.paymentId());
    }

    /** Empty if nothing was asked for yet. */
    static Optional<CapturePlan> of(JsonObject order) {
        return WooFields.meta(order, Marks.CAPTURE)
                .map(text -> text.split(" "))
                .filter(parts -> parts.length == 3)
                .map(parts -> new CapturePlan(parts[0], parts[1], parts[2]));
    }

    String format() {
        return String.join(" ", key, amount, paymentId);
    }
}
