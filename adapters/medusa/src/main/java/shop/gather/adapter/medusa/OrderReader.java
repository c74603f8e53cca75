package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.CommandMark;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.OrderSnapshot.State;

/** Reads orders and turns them into snapshots. */
final class OrderReader {

    /** Medusa computes totals from the requested fields: without tax lines and adjustments it returns other sums. */
    private static final String FIELDS =
            "id,display_id,status,version,email,is_draft_order,created_at,currency_code,metadata,total,item_total,shipping_total,summary,"
                    + "*items,*items.detail,*items.tax_lines,*items.adjustments,"
                    + "*shipping_methods,*shipping_methods.tax_lines,*shipping_methods.adjustments,*credit_lines,"
                    + "fulfillments.shipped_at,fulfillments.delivered_at,fulfillments.canceled_at,"
                    + "customer.id,customer.has_account,promotions.code,promotions.is_automatic,"
                    + "*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds";

    private final MedusaApi api;

    OrderReader(MedusaApi api) {
        this.api = api;
    }

    /** A placed order; empty if there is none, or if it is still a draft. */
    Optional<PlacedOrder> placed(String orderId) {
        String path = "/orders/" + Query.encoded(orderId);
        return api.find(path, Query.fields(FIELDS))
                .map(found -> Fields.object(found, "order"))
                .filter(OrderReader::isPlaced)
                .map(order -> new PlacedOrder(order, first(path, order)));
    }

    /** Those of the orders that are placed and were never changed: of another one the first version is read too. */
    List<PlacedOrder> placed(List<String> orderIds) {
        Query query = Query.fields(FIELDS).and("limit", orderIds.size());
        orderIds.forEach(orderId -> query.and("id[]", orderId));
        return Fields.list(api.get("/orders", query), "orders").stream()
                .filter(order -> isPlaced(order) && !isChanged(order))
                .map(order -> new PlacedOrder(order, order))
                .toList();
    }

    private static boolean isPlaced(JsonObject order) {
        return !Fields.text(order, "status").equals("draft") && !Fields.isTrue(order, "is_draft_order");
    }

    private static boolean isChanged(JsonObject order) {
        return Fields.decimal(order, "version").intValue() > 1;
    }

    private JsonObject first(String path, JsonObject order) {
        if (!isChanged(order)) {
            return order;
        }
        return Fields.object(api.get(path, Query.fields(FIELDS).and("version", 1)), "order");
    }

    OrderSnapshot snapshot(PlacedOrder order) {
        JsonObject now = order.now();
        return new OrderSnapshot(
                order.id(),
                Fields.decimal(now, "display_id").toPlainString(),
                Fields.optionalObject(now, "customer")
                        .filter(MedusaCustomers::isRegistered)
                        .map(customer -> Fields.text(customer, "id")),
                Fields.optionalText(now, "email").map(EmailHash::of),
                Fields.instant(now, "created_at"),
                order.isOver() ? State.CANCELLED : State.OPEN,
                Fulfilments.of(order),
                order.currency(),
                order.lines().stream().map(OrderReader::line).toList(),
                order.shipping(),
                Stream.concat(
                                SpentCredit.payments(order).stream(),
                                order.payments().stream().map(OrderReader::payment))
                        .toList(),
                coupons(order),
                metadata(now));
    }

    private static OrderSnapshot.Line line(PlacedOrder.Line line) {
        return new OrderSnapshot.Line(
                line.lineId(),
                line.variantId(),
                OrderSnapshot.LineKind.ARTICLE,
                line.quantity(),
                line.quantity().subtract(line.active()),
                line.gross().minus(line.tax()),
                line.tax());
    }

    private static Payment payment(MedusaPayment payment) {
        return new Payment(
                payment.id(),
                payment.method(),
                OrderSnapshot.PaymentKind.MONEY,
                payment.state(),
                payment.amount(),
                payment.captured(),
                Optional.of(payment.createdAt()),
                Optional.empty(),
                payment.refunds().stream()
                        .map(refund -> refund(refund, payment.currency()))
                        .toList());
    }

    private static Refund refund(JsonObject refund, CurrencyUnit currency) {
        Optional<CommandMark> mark = CommandMark.on(refund, "note");
        return Refund.of(
                Fields.text(refund, "id"),
                mark.map(CommandMark::key),
                Amounts.money(currency, Fields.decimal(refund, "amount")),
                true,
                Fields.instant(refund, "created_at"),
                mark.map(known -> lines(known, currency)).orElse(List.of()));
    }

    private static List<RefundLine> lines(CommandMark mark, CurrencyUnit currency) {
        return mark.lineAmounts().entrySet().stream()
                .map(line -> RefundLine.of(line.getKey(), Money.ofMinor(currency, line.getValue())))
                .toList();
    }

    /** The codes that lowered the price. They remain on the lines when a promotion is deleted. */
    private static Set<String> coupons(PlacedOrder order) {
        Set<String> automatic = Fields.objects(order.now(), "promotions").stream()
                .filter(promotion -> Fields.isTrue(promotion, "is_automatic"))
                .map(promotion -> Fields.text(promotion, "code"))
                .collect(Collectors.toSet());
        Set<String> codes = new HashSet<>();
        Stream.of("items", "shipping_methods")
                .flatMap(list -> Fields.objects(order.first(), list).stream())
                .flatMap(line -> Fields.objects(line, "adjustments").stream())
                .flatMap(adjustment -> Fields.optionalText(adjustment, "code").stream())
                .filter(code -> !automatic.contains(code))
                .forEach(codes::add);
        return codes;
    }

    private static Map<String, String> metadata(JsonObject order) {
        Map<String, String> metadata = new HashMap<>();
        Fields.optionalObject(order, "metadata").ifPresent(found -> found.keySet()
                .forEach(key -> Fields.optionalText(found, key).ifPresent(value -> metadata.put(key, value))));
        return metadata;
    }
}
