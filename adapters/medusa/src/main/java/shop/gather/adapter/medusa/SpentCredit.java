package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * The payments by store credit or gift card. Medusa's loyalty plugin stores them as credit lines of the order, which
 * lower the amount paid by other means and do not change the prices of articles. Other positive credit lines are not
 * payments: Medusa and Gather write them for cancelled items. A negative credit line is store credit refunded for the
 * order.
 */
final class SpentCredit {

    private static final Map<String, PaymentKind> KINDS =
            Map.of("store-credit", PaymentKind.STORE_CREDIT, "gift-card", PaymentKind.GIFT_CARD);

    private SpentCredit() {}

    /** The payments with credit, with what was given back as credit: first of what was paid with it, in their order. */
    static List<Payment> payments(PlacedOrder order) {
        List<JsonObject> spent = lines(order).stream()
                .filter(line -> kind(line).isPresent() && amount(order, line).isPositive())
                .toList();
        List<JsonObject> back = lines(order).stream()
                .filter(line -> amount(order, line).isNegative())
                .toList();
        List<Money> open = new ArrayList<>(
                back.stream().map(line -> amount(order, line).negated()).toList());
        List<Payment> payments = new ArrayList<>();
        for (JsonObject line : spent) {
            Money left = amount(order, line);
            List<Refund> refunds = new ArrayList<>();
            for (int i = 0; i < back.size(); i++) {
                Money part = left.isLessThan(open.get(i)) ? left : open.get(i);
                if (part.isPositive()) {
                    refunds.add(refund(order, back.get(i), part, payments.size()));
                    open.set(i, open.get(i).minus(part));
                    left = left.minus(part);
                }
            }
            payments.add(payment(order, line, refunds));
        }
        return payments;
    }

    /** Whether a payment of this id is one with credit. */
    static boolean isPaymentOf(PlacedOrder order, String paymentId) {
        return payments(order).stream().anyMatch(payment -> payment.paymentId().equals(paymentId));
    }

    private static Payment payment(PlacedOrder order, JsonObject line, List<Refund> refunds) {
        Money amount = amount(order, line);
        return new Payment(
                Fields.text(line, "id"),
                Fields.text(line, "reference"),
                kind(line).orElseThrow(),
                PaymentState.CAPTURED,
                amount,
                amount,
                Optional.of(at(order, line)),
                Optional.empty(),
                refunds);
    }

    /** @param payment how many payments come before; one credit line may give back parts of several */
    private static Refund refund(PlacedOrder order, JsonObject line, Money part, int payment) {
        return Refund.of(
                Fields.text(line, "id") + (payment == 0 ? "" : "-" + payment),
                Optional.empty(),
                part,
                true,
                at(order, line),
                List.of());
    }

    private static List<JsonObject> lines(PlacedOrder order) {
        return Fields.objects(order.now(), "credit_lines").stream()
                .sorted(Comparator.comparing(line -> Fields.text(line, "id")))
                .toList();
    }

    private static Optional<PaymentKind> kind(JsonObject line) {
        return Fields.optionalText(line, "reference").map(KINDS::get);
    }

    private static Money amount(PlacedOrder order, JsonObject line) {
        return Amounts.money(order.currency(), Fields.decimal(line, "amount"));
    }

    private static Instant at(PlacedOrder order, JsonObject line) {
        return Fields.instant(Fields.optionalText(line, "created_at").isPresent() ? line : order.now(), "created_at");
    }
}
