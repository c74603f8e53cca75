package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/** Vendure's refusals: results of a different type than requested, with a message. */
final class Refusals {

    private Refusals() {}

    /** Whether a result is of a type of Vendure's schema. */
    static boolean is(JsonObject result, String type) {
        return type(result).equals(type);
    }

    /** Why Vendure refused. */
    static CommandResult of(JsonObject result) {
        RefusalCode code =
                switch (type(result)) {
                    case "RefundAmountError" -> RefusalCode.AMOUNT_TOO_HIGH;
                    case "SettlePaymentError", "CancelPaymentError", "PaymentStateTransitionError" ->
                        RefusalCode.PAYMENT_STATE;
                    case "RefundOrderStateError",
                            "OrderStateTransitionError",
                            "CancelActiveOrderError",
                            "QuantityTooGreatError",
                            "EmptyOrderLineSelectionError" -> RefusalCode.ORDER_STATE;
                    default -> RefusalCode.SHOP_REFUSED;
                };
        String detail = Fields.optionalText(result, "transitionError")
                .or(() -> Fields.optionalText(result, "paymentErrorMessage"))
                .filter(text -> !text.isBlank())
                .map(text -> ": " + text)
                .orElse("");
        return CommandResult.refused(
                code, Fields.optionalText(result, "message").orElse(type(result)) + detail);
    }

    private static String type(JsonObject result) {
        return Fields.text(result, "__typename");
    }
}
