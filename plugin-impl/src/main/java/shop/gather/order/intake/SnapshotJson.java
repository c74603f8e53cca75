package shop.gather.order.intake;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import java.io.StringReader;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;

/** Converts snapshots to JSON and back, in Gather's own form, not the shop's payload. Thread-safe. */
final class SnapshotJson {

    private static final Jsonb JSON =
            JsonbBuilder.create(new JsonbConfig().withAdapters(new MoneyAdapter(), new CurrencyAdapter()));

    private SnapshotJson() {}

    static String write(OrderSnapshot order) {
        return JSON.toJson(withoutEmailHash(order));
    }

    /** E-mail addresses can be guessed and tested against their hashes, so the hashes are compared but not stored. */
    private static OrderSnapshot withoutEmailHash(OrderSnapshot order) {
        return new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                Optional.empty(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                order.lines(),
                order.shipping(),
                order.payments(),
                order.couponCodes(),
                order.metadata());
    }

    static OrderSnapshot read(String text) {
        return JSON.fromJson(text, OrderSnapshot.class);
    }

    /**
     * A stored snapshot without data that could identify the buyer: the customer, the coupons, and the storefront's
     * metadata except the place that was paid.
     */
    static String withoutBuyer(String text) {
        JsonObject order = Json.createReader(new StringReader(text)).readObject();
        JsonObjectBuilder stripped = Json.createObjectBuilder(order).remove("customerId");
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        JsonObject before = order.getJsonObject("metadata");
        if (before != null && before.containsKey(OrderMetadata.PARTICIPATION)) {
            metadata.add(OrderMetadata.PARTICIPATION, before.get(OrderMetadata.PARTICIPATION));
        }
        return stripped.add("couponCodes", Json.createArrayBuilder())
                .add("metadata", metadata)
                .build()
                .toString();
    }

    /** "EUR 12.50". */
    public static final class MoneyAdapter implements JsonbAdapter<Money, String> {
        @Override
        public String adaptToJson(Money money) {
            return money.toString();
        }

        @Override
        public Money adaptFromJson(String text) {
            return Money.parse(text);
        }
    }

    /** "EUR". */
    public static final class CurrencyAdapter implements JsonbAdapter<CurrencyUnit, String> {
        @Override
        public String adaptToJson(CurrencyUnit currency) {
            return currency.getCode();
        }

        @Override
        public CurrencyUnit adaptFromJson(String text) {
            return CurrencyUnit.of(text);
        }
    }
}
