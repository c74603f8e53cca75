package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.Shares;

/**
 * The prices of an order's lines for the quantity originally ordered. Vendure recalculates a line when some of it is
 * cancelled and drops its discounts when all of it is cancelled. The host plugin still reports the price. Without it
 * the price of completely cancelled lines is the amount paid less everything else, split by list price and group price;
 * this is exact for one such line and to the cent for several.
 */
final class PlacedLines {

    private static final Set<String> PAID_AT_SOME_TIME = Set.of("Authorized", "Settled", "Cancelled");

    /** @param net and {@code gross} in the shop's integers, for {@code quantity} */
    record Placed(JsonObject line, int quantity, int active, long net, long gross) {}

    private PlacedLines() {}

    /** All lines that were ever ordered. */
    static List<Placed> of(JsonObject order, long shipping, boolean pricesIncludeTax) {
        List<Placed> lines = new ArrayList<>();
        for (JsonObject line : Fields.objects(order, "lines")) {
            int active = (int) Fields.number(line, "quantity");
            int ordered = Math.max(active, (int) Fields.number(line, "orderPlacedQuantity"));
            if (ordered > 0) {
                lines.add(placed(order, line, active, ordered, pricesIncludeTax));
            }
        }
        return corrected(order, lines, shipping);
    }

    private static Placed placed(JsonObject order, JsonObject line, int active, int ordered, boolean pricesIncludeTax) {
        if (Fields.optionalObject(line, "gatherPlaced").isPresent()) {
            JsonObject known = Fields.object(line, "gatherPlaced");
            return new Placed(line, ordered, active, Fields.number(known, "net"), Fields.number(known, "gross"));
        }
        if (active > 0) {
            long net = Fields.number(line, "proratedLinePrice");
            long gross = Fields.number(line, "proratedLinePriceWithTax");
            return active == ordered
                    ? new Placed(line, ordered, active, net, gross)
                    : partlyCancelled(line, ordered, active, pricesIncludeTax ? gross : net, pricesIncludeTax);
        }
        long unit = Fields.number(line, pricesIncludeTax ? "unitPriceWithTax" : "unitPrice");
        long price = (unit - groupDiscount(order, line, unit)) * ordered;
        return pricesIncludeTax
                ? new Placed(line, ordered, 0, withoutTax(price, line), price)
                : new Placed(
                        line, ordered, 0, price, TaxRate.of(line, "taxRate").with(price));
    }

    /**
     * Computed from net or gross, whichever the shop's prices are: the other is rounded, and would be rounded once for
     * each piece.
     */
    private static Placed partlyCancelled(
            JsonObject line, int ordered, int active, long left, boolean pricesIncludeTax) {
        long price = scaled(left, ordered, active);
        return pricesIncludeTax
                ? new Placed(line, ordered, active, withoutTax(price, line), price)
                : new Placed(
                        line,
                        ordered,
                        active,
                        price,
                        TaxRate.of(line, "taxRate").with(price));
    }

    private static List<Placed> corrected(JsonObject order, List<Placed> lines, long shipping) {
        List<Placed> cancelled = lines.stream()
                .filter(line -> line.active() == 0 && line.line().get("gatherPlaced") == null)
                .toList();
        if (cancelled.isEmpty()) {
            return lines;
        }
        long surcharges = Fields.objects(order, "surcharges").stream()
                .mapToLong(surcharge -> Fields.number(surcharge, "priceWithTax"))
                .sum();
        long others = lines.stream()
                .filter(line -> !cancelled.contains(line))
                .mapToLong(Placed::gross)
                .sum();
        long left = paid(order) - shipping - surcharges - others;
        long estimated = cancelled.stream().mapToLong(Placed::gross).sum();
        if (left <= 0 || left >= estimated) {
            return lines;
        }
        long[] shares =
                Shares.of(left, cancelled.stream().mapToLong(Placed::gross).toArray());
        List<Placed> result = new ArrayList<>(lines);
        for (int index = 0; index < shares.length; index++) {
            Placed line = cancelled.get(index);
            long gross = shares[index];
            result.set(
                    result.indexOf(line),
                    new Placed(line.line(), line.quantity(), 0, withoutTax(gross, line.line()), gross));
        }
        return result;
    }

    /** The total of the checkout: of several payments for it, the first successful one. */
    private static long paid(JsonObject order) {
        return Fields.objects(order, "payments").stream()
                .filter(payment -> PAID_AT_SOME_TIME.contains(Fields.text(payment, "state")))
                .mapToLong(payment -> Fields.number(payment, "amount"))
                .findFirst()
                .orElse(0);
    }

    /** For a cancelled line Vendure still reports which promotions discounted it, but not the amount. */
    private static long groupDiscount(JsonObject order, JsonObject line, long unit) {
        String variantId = Fields.text(Fields.object(line, "productVariant"), "id");
        Set<String> sources = Fields.objects(line, "discounts").stream()
                .map(discount -> Fields.text(discount, "adjustmentSource"))
                .collect(Collectors.toSet());
        return Fields.objects(order, "promotions").stream()
                .filter(promotion -> sources.contains("PROMOTION:" + Fields.text(promotion, "id")))
                .flatMap(promotion -> Fields.objects(promotion, "actions").stream())
                .flatMap(action -> PercentageDiscount.read(action).stream())
                .filter(discount -> discount.isFor(variantId))
                .mapToLong(discount -> discount.of(unit))
                .sum();
    }

    private static long scaled(long value, int ordered, int active) {
        return Math.floorDiv(2 * value * ordered + active, 2L * active);
    }

    private static long withoutTax(long gross, JsonObject line) {
        return TaxRate.of(line, "taxRate").without(gross);
    }
}
