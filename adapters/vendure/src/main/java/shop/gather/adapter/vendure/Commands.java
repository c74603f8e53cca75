package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.util.function.Supplier;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;

/** What all commands share: they answer and do not throw, and Vendure's refusals come as objects with a type and a message. */
final class Commands {

    private Commands() {}

    static CommandResult run(Supplier<CommandResult> command) {
        try {
            return command.get();
        } catch (ShopException failure) {
            return CommandResult.of(failure);
        }
    }

    static boolean is(JsonObject result, String type) {
        return type(result).equals(type);
    }

    static CommandResult notFound(String what) {
        return CommandResult.refused(RefusalCode.NOT_FOUND, "the shop has no " + what);
    }

    /** Why Vendure would not. */
    static CommandResult refusal(JsonObject result) {
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
