package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.signing.Digests;

/**
 * What an order's payment gateway keeps on it about the money. WooCommerce itself notes only that an order reached a
 * paid status, also where its gateway declined; the most used gateways note what they took.
 */
final class Gateway {

    /** With these an order on hold waits for money that nobody has promised. */
    private static final List<String> BY_HAND = List.of("bacs", "cheque", "cod");

    private static final String CASH_ON_DELIVERY = "cod";

    /** An id of a payment that is longer, or contains anything else, is digested. */
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

    /** Whether the gateway took the money of the last payment, as it says itself; empty where it says nothing. */
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
     * What the gateway calls the last payment, the same from its authorization to its end; empty if it gives it no
     * name. A new payment of the order has another.
     */
    Optional<String> transaction() {
        return ownName()
                .or(() -> Fields.optionalText(order, "transaction_id"))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(id -> id.matches(PLAIN) ? id : Digests.hex(id, 8));
    }

    /** WooCommerce's own field is no name where a gateway writes the capture's id over the authorization's. */
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
