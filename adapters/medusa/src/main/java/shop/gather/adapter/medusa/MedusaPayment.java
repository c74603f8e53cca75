package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.CommandMark;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * A payment in Medusa. It does not exist before the authorization: a declined payment is only a payment session.
 */
record MedusaPayment(JsonObject json, CurrencyUnit currency) {

    String id() {
        return Fields.text(json, "id");
    }

    String method() {
        return Fields.text(json, "provider_id");
    }

    Money amount() {
        return Amounts.money(currency, Fields.decimal(json, "amount"));
    }

    Money captured() {
        return sum(Fields.objects(json, "captures"));
    }

    List<JsonObject> refunds() {
        return Fields.objects(json, "refunds").stream()
                .sorted(Comparator.comparing((JsonObject refund) -> Fields.instant(refund, "created_at"))
                        .thenComparing(refund -> Fields.text(refund, "id")))
                .toList();
    }

    Money left() {
        return captured().minus(sum(refunds()));
    }

    Instant createdAt() {
        return Fields.instant(json, "created_at");
    }

    PaymentState state() {
        if (captured().isPositive()) {
            return PaymentState.CAPTURED;
        }
        return Fields.optionalText(json, "canceled_at").isPresent() ? PaymentState.VOIDED : PaymentState.AUTHORIZED;
    }

    Optional<JsonObject> refund(String key) {
        return refunds().stream()
                .filter(refund -> CommandMark.isOn(refund, "note", key))
                .findFirst();
    }

    private Money sum(List<JsonObject> parts) {
        return parts.stream()
                .map(part -> Amounts.money(currency, Fields.decimal(part, "amount")))
                .reduce(Money.zero(currency), Money::plus);
    }
}
