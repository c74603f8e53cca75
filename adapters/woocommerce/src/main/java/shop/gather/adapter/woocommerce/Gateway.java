package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.signing.Digests;

/**
 * The metadata that an order's payment gateway writes on it. WooCommerce itself records only that an order reached a
 * paid status, even if its gateway declined; the most common gateways record what they captured.
 */
final class Gateway {

    /** Payment methods with which an order on hold has no authorization. */
    private static final List<String> BY_HAND = List.of("bacs", "cheque", "cod");

    private static final String CASH_ON_DELIVERY = "cod";

    /** A payment id that is longer, or contains other characters, is replaced by its digest. */
    private static final String PLAIN = "[A-Za-z0-9_.]{1,60}";

    private final JsonObject order;

    Gateway(JsonObject order) {
        this.order = order;
    }

    String method() {
        return Fields.optionalText(order, "payment_method").orElse("");
    }

    boolean isByHand() {
        return BY_HAND.contains(method());
    }

    boolean isCashOnDelivery() {
        return method().equals(CASH_ON_DELIVERY);
    }

    /** Whether the gateway captured the last payment, by its own record; empty if it has none. */
    Optional<Boolean> captured() {
        if (method().startsWith("stripe")) {
            return yesOrNo("_stripe_charge_captured");
        }
        if (method().startsWith("woocommerce_payments")) {
            return WooFields.meta(order, "_intention_status").flatMap(status -> switch (status) {
                case "succeeded" -> Optional.of(true);
                case "requires_capture" -> Optional.of(false);
                default -> Optional.empty();
            });
        }
        boolean authorizedFirst = method().startsWith("ppcp")
                && WooFields.meta(order, "_ppcp_paypal_intent")
                        .filter("authorize"::equalsIgnoreCase)
                        .isPresent();
        return authorizedFirst ? yesOrNo("_ppcp_paypal_captured") : Optional.empty();
    }

    /**
     * The gateway's id of the last payment, which stays the same from authorization on; empty if the gateway gives
     * none. A new payment of the order has another id.
     */
    Optional<String> transaction() {
        return ownName()
                .or(() -> Fields.optionalText(order, "transaction_id"))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(id -> id.matches(PLAIN) ? id : Digests.hex(id, 8));
    }

    /** WooCommerce's own field cannot be used if a gateway overwrites the authorization's id with the capture's. */
    private Optional<String> ownName() {
        Optional<String> name = Optional.empty();
        if (method().startsWith("stripe")) {
            name = WooFields.meta(order, "_stripe_intent_id");
        } else if (method().startsWith("woocommerce_payments")) {
            name = WooFields.meta(order, "_intent_id");
        } else if (method().startsWith("ppcp")) {
            name = WooFields.meta(order, "_ppcp_paypal_order_id");
        }
        return name.filter(id -> !id.isBlank());
    }

    private Optional<Boolean> yesOrNo(String key) {
        return WooFields.meta(order, key)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .flatMap(value -> switch (value) {
                    case "yes", "true", "1" -> Optional.of(true);
                    case "no", "false", "0", "" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }
}
