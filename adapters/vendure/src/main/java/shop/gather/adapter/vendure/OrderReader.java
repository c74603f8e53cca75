package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.CommandMark;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.Shares;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.OrderSnapshot.State;

/** Reads orders and turns them into snapshots. */
final class OrderReader {

    static final String CANCELLED = "Cancelled";

    private final AdminApi api;
    private final HostFacts facts;
    private final String document;

    OrderReader(AdminApi api, HostFacts facts) {
        this.api = api;
        this.facts = facts;
        this.document = OrderDocuments.one(facts);
    }

    /** A placed order as Vendure answers it; empty if there is none, or if it is still a cart. */
    Optional<JsonObject> placed(String orderId) {
        return api.callExisting(document, AdminApi.variables().add("id", orderId))
                .flatMap(data -> Fields.optionalObject(data, "order"))
                .filter(OrderReader::isPlaced);
    }

    /** Those of the orders that are placed; none if Vendure does not know one of them. */
    List<JsonObject> placed(List<String> orderIds) {
        JsonObjectBuilder variables = AdminApi.variables();
        for (int i = 0; i < orderIds.size(); i++) {
            variables.add(OrderDocuments.name(i), orderIds.get(i));
        }
        return api.callExisting(OrderDocuments.several(facts, orderIds.size()), variables)
                .map(data -> data.keySet().stream()
                        .flatMap(name -> Fields.optionalObject(data, name).stream())
                        .filter(OrderReader::isPlaced)
                        .toList())
                .orElse(List.of());
    }

    private static boolean isPlaced(JsonObject order) {
        return Fields.optionalInstant(order, "orderPlacedAt").isPresent();
    }

    OrderSnapshot snapshot(JsonObject order) {
        CurrencyUnit currency = Fields.currency(order, "currencyCode");
        long shipping = shipping(order);
        List<PlacedLines.Placed> lines =
                PlacedLines.of(order, shipping, facts.identity().pricesIncludeTax());
        return new OrderSnapshot(
                Fields.text(order, "id"),
                Fields.text(order, "code"),
                Fields.optionalObject(order, "customer")
                        .filter(VendureCustomers::isRegistered)
                        .map(customer -> Fields.text(customer, "id")),
                Fields.optionalObject(order, "customer")
                        .flatMap(customer -> Fields.optionalText(customer, "emailAddress"))
                        .map(EmailHash::of),
                Fields.instant(order, "orderPlacedAt"),
                Fields.text(order, "state").equals(CANCELLED) ? State.CANCELLED : State.OPEN,
                Fulfilments.of(order),
                currency,
                Stream.concat(
                                lines.stream().map(line -> line(line, currency)),
                                Fields.objects(order, "surcharges").stream()
                                        .map(surcharge -> surcharge(surcharge, currency)))
                        .toList(),
                facts.amounts().money(currency, shipping),
                Fields.objects(order, "payments").stream()
                        .map(payment -> payment(payment, currency, lines))
                        .toList(),
                new HashSet<>(Fields.texts(order, "couponCodes")),
                metadata(order));
    }

    /** The charged shipping; Vendure shows cancelled shipping as a separate discount. */
    private static long shipping(JsonObject order) {
        long charged = 0;
        for (JsonObject line : Fields.objects(order, "shippingLines")) {
            charged += Fields.number(line, "discountedPriceWithTax");
            for (JsonObject discount : Fields.objects(line, "discounts")) {
                if (Fields.text(discount, "adjustmentSource").equals("CANCEL_ORDER")) {
                    charged -= Fields.number(discount, "amountWithTax");
                }
            }
        }
        return charged;
    }

    /** Surcharges on the whole order, or discounts if negative. */
    private OrderSnapshot.Line surcharge(JsonObject surcharge, CurrencyUnit currency) {
        long gross = Fields.number(surcharge, "priceWithTax");
        Money net = facts.amounts().nearest(currency, Fields.number(surcharge, "price"));
        return OrderSnapshot.Line.adjustment(
                "surcharge-" + Fields.text(surcharge, "id"),
                gross < 0 ? LineKind.DISCOUNT : LineKind.FEE,
                net,
                facts.amounts().money(currency, gross).minus(net));
    }

    private OrderSnapshot.Line line(PlacedLines.Placed placed, CurrencyUnit currency) {
        Money net = facts.amounts().nearest(currency, placed.net());
        Money gross = facts.amounts().money(currency, placed.gross());
        return OrderSnapshot.Line.article(
                Fields.text(placed.line(), "id"),
                Fields.text(Fields.object(placed.line(), "productVariant"), "id"),
                placed.quantity(),
                placed.quantity() - placed.active(),
                net,
                gross.minus(net));
    }

    private Payment payment(JsonObject payment, CurrencyUnit currency, List<PlacedLines.Placed> lines) {
        PaymentState state = state(payment);
        Money amount = facts.amounts().money(currency, Fields.number(payment, "amount"));
        boolean held =
                state == PaymentState.AUTHORIZED || state == PaymentState.CAPTURED || state == PaymentState.VOIDED;
        return new Payment(
                Fields.text(payment, "id"),
                Fields.text(payment, "method"),
                PaymentKind.MONEY,
                state,
                amount,
                state == PaymentState.CAPTURED ? amount : Money.zero(currency),
                held ? Optional.of(Fields.instant(payment, "createdAt")) : Optional.empty(),
                Optional.empty(),
                refunds(payment).stream()
                        .map(refund -> refund(refund, currency, lines))
                        .toList());
    }

    static PaymentState state(JsonObject payment) {
        return switch (Fields.text(payment, "state")) {
            case "Authorized" -> PaymentState.AUTHORIZED;
            case "Settled" -> PaymentState.CAPTURED;
            case "Declined", "Error" -> PaymentState.DECLINED;
            case CANCELLED -> PaymentState.VOIDED;
            default -> PaymentState.PENDING;
        };
    }

    /** Refunds that have returned or will return money. */
    static List<JsonObject> refunds(JsonObject payment) {
        return Fields.objects(payment, "refunds").stream()
                .filter(refund -> !Fields.text(refund, "state").equals("Failed"))
                .toList();
    }

    private Refund refund(JsonObject refund, CurrencyUnit currency, List<PlacedLines.Placed> lines) {
        Optional<CommandMark> mark = CommandMark.on(refund, "reason");
        long total = Fields.number(refund, "total");
        Map<String, Long> amounts = mark.map(CommandMark::lineAmounts)
                .filter(known -> !known.isEmpty())
                .orElseGet(() -> byQuantity(refund, total, lines));
        List<RefundLine> refunded = new ArrayList<>();
        amounts.forEach((line, amount) ->
                refunded.add(RefundLine.of(line, facts.amounts().money(currency, amount))));
        return Refund.of(
                Fields.text(refund, "id"),
                mark.map(CommandMark::key),
                facts.amounts().money(currency, total),
                Fields.text(refund, "state").equals("Settled"),
                Fields.instant(refund, "createdAt"),
                refunded);
    }

    /**
     * A manual refund names quantities: each line gets the price of its quantity, but in total never more than was
     * refunded.
     */
    private static Map<String, Long> byQuantity(JsonObject refund, long total, List<PlacedLines.Placed> lines) {
        List<String> ids = new ArrayList<>();
        List<Long> worths = new ArrayList<>();
        for (JsonObject part : Fields.objects(refund, "lines")) {
            String lineId = Fields.text(part, "orderLineId");
            long quantity = Fields.number(part, "quantity");
            lines.stream()
                    .filter(line -> Fields.text(line.line(), "id").equals(lineId) && quantity > 0)
                    .findFirst()
                    .ifPresent(line -> {
                        ids.add(lineId);
                        worths.add(line.gross() * Math.min(quantity, line.quantity()) / line.quantity());
                    });
        }
        long[] amounts = worths.stream().mapToLong(Long::longValue).toArray();
        long sum = worths.stream().mapToLong(Long::longValue).sum();
        long[] shares = sum > total ? Shares.of(total, amounts) : amounts;
        Map<String, Long> result = new HashMap<>();
        for (int index = 0; index < ids.size(); index++) {
            result.merge(ids.get(index), shares[index], Long::sum);
        }
        return result;
    }

    private static Map<String, String> metadata(JsonObject order) {
        Map<String, String> metadata = new HashMap<>();
        Fields.optionalObject(order, "customFields").ifPresent(fields -> {
            Fields.optionalText(fields, "gather_click").ifPresent(value -> metadata.put(OrderMetadata.CLICK, value));
            Fields.optionalText(fields, "gather_participation")
                    .ifPresent(value -> metadata.put(OrderMetadata.PARTICIPATION, value));
        });
        return metadata;
    }
}
