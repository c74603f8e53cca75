package shop.gather.order.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;

/**
 * Divides an order's money among its lines, shipping, fees and a rest, by the rules of {@link OrderFacts}. Works in
 * minor units. The slots are the lines in their sequence, then shipping, fees and the rest.
 */
final class Allocation {

    private final OrderSnapshot order;
    private final List<Line> lines;
    private final int shippingSlot;
    private final int feeSlot;
    private final int restSlot;
    private final long[] net;
    private final long[] tax;
    private final long[] ordered;
    private final long[] standing;
    private final long[] captured;
    private final long[] authorized;
    private final long[] refunded;
    private final long[] refundedNet;

    private Allocation(OrderSnapshot order) {
        this.order = order;
        this.lines = order.lines().stream()
                .filter(line -> line.kind() == LineKind.ARTICLE || line.kind() == LineKind.GIFT_CARD)
                .toList();
        this.shippingSlot = lines.size();
        this.feeSlot = shippingSlot + 1;
        this.restSlot = feeSlot + 1;
        this.net = lines.stream().mapToLong(line -> minor(line.net())).toArray();
        this.tax = lines.stream().mapToLong(line -> minor(line.tax())).toArray();
        this.ordered = new long[restSlot + 1];
        this.standing = new long[restSlot + 1];
        this.captured = new long[restSlot + 1];
        this.authorized = new long[restSlot + 1];
        this.refunded = new long[restSlot + 1];
        this.refundedNet = new long[restSlot + 1];
    }

    static Allocation of(OrderSnapshot order, Money captured, Money authorized) {
        Allocation allocation = new Allocation(order);
        allocation.costs();
        allocation.take(allocation.minor(captured));
        allocation.reserve(allocation.minor(authorized));
        allocation.giveBack();
        return allocation;
    }

    boolean stands() {
        return order.state() == OrderSnapshot.State.OPEN && lines.stream().anyMatch(line -> !line.isCancelled());
    }

    List<LineFacts> lines() {
        List<LineFacts> facts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            long standingNet = standing[i] == ordered[i] ? net[i] : part(net[i], standing[i], ordered[i]);
            long capturedNet = captured[i] == ordered[i] ? net[i] : part(net[i], captured[i], ordered[i]);
            long kept = captured[i] - refunded[i];
            long keptNet = Math.max(0, Math.min(kept, capturedNet - refundedNet[i]));
            facts.add(new LineFacts(
                    lines.get(i), money(net[i]), money(tax[i]), money(standingNet), money(keptNet), share(i)));
        }
        return List.copyOf(facts);
    }

    Share shipping() {
        return share(shippingSlot);
    }

    Share fees() {
        return share(feeSlot);
    }

    Share rest() {
        return share(restSlot);
    }

    private void costs() {
        for (Line other : order.lines()) {
            if (other.kind() == LineKind.FEE || other.kind() == LineKind.DISCOUNT) {
                if (other.gross().isNegative()) {
                    discount(minor(other.net()), minor(other.tax()));
                } else {
                    ordered[feeSlot] += minor(other.gross());
                }
            }
        }
        ordered[shippingSlot] = minor(order.shipping());
        for (int i = 0; i < lines.size(); i++) {
            ordered[i] = net[i] + tax[i];
            standing[i] = order.state() == OrderSnapshot.State.OPEN ? standing(lines.get(i), ordered[i]) : 0;
        }
        if (stands()) {
            standing[shippingSlot] = ordered[shippingSlot];
            standing[feeSlot] = ordered[feeSlot];
        }
    }

    /** Reduces the articles; if there are none, the gift cards; if there are neither, the fees. */
    private void discount(long ofNet, long ofTax) {
        LineKind kind = lines.stream().anyMatch(line -> line.kind() == LineKind.ARTICLE)
                ? LineKind.ARTICLE
                : LineKind.GIFT_CARD;
        long[] netWeights = weights(kind, net);
        long[] taxWeights = weights(kind, tax);
        if (Arrays.stream(netWeights).sum() == 0) {
            ordered[feeSlot] += ofNet + ofTax;
            return;
        }
        long[] nets = Proration.of(ofNet, netWeights);
        long[] taxes = Proration.of(ofTax, Arrays.stream(taxWeights).sum() == 0 ? netWeights : taxWeights);
        for (int i = 0; i < lines.size(); i++) {
            net[i] += nets[i];
            tax[i] += taxes[i];
        }
    }

    private long[] weights(LineKind kind, long[] amounts) {
        long[] weights = new long[lines.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = lines.get(i).kind() == kind ? Math.max(0, amounts[i]) : 0;
        }
        return weights;
    }

    private static long standing(Line line, long ordered) {
        if (line.isCancelled()) {
            return 0;
        }
        BigDecimal left = line.quantity().subtract(line.cancelledQuantity());
        return BigDecimal.valueOf(ordered)
                .multiply(left)
                .divide(line.quantity(), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private void take(long amount) {
        long left = fill(captured, amount, room(standing, captured));
        left = fill(captured, left, room(ordered, captured));
        captured[restSlot] += left;
    }

    private void reserve(long amount) {
        long[] covered = new long[restSlot + 1];
        for (int i = 0; i <= restSlot; i++) {
            covered[i] = captured[i] + authorized[i];
        }
        long left = fill(authorized, amount, room(standing, covered));
        authorized[restSlot] += left;
    }

    /**
     * Adds up the named parts of all refunds before anything is rounded, so that the sequence and the split of the
     * refunds do not matter.
     */
    private void giveBack() {
        Map<String, Integer> slots = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            slots.put(lines.get(i).lineId(), i);
        }
        long all = 0;
        long[] named = new long[restSlot + 1];
        // The named parts whose tax the shop states, and their net amounts.
        long[] stated = new long[restSlot + 1];
        long[] statedNet = new long[restSlot + 1];
        for (Refund refund : OrderFacts.refunds(order)) {
            long left = minor(refund.amount());
            all += left;
            for (RefundLine part : refund.lines()) {
                Integer slot = slots.get(part.lineId());
                long amount = Math.max(0, Math.min(left, minor(part.amount())));
                if (slot != null && amount > 0) {
                    left -= amount;
                    named[slot] += amount;
                    if (part.tax().isPresent()) {
                        stated[slot] += amount;
                        statedNet[slot] +=
                                part(minor(part.amount().minus(part.tax().get())), amount, minor(part.amount()));
                    }
                }
            }
            named[shippingSlot] += Math.max(0, Math.min(left, minor(refund.shipping())));
        }
        long open = all;
        for (int i = 0; i <= shippingSlot; i++) {
            open -= giveBack(i, named[i], stated[i], statedNet[i]);
        }
        spread(open);
    }

    /** Returns the part of the named amount that a slot takes: no more than was captured for it. */
    private long giveBack(int slot, long named, long stated, long statedNet) {
        long taken = Math.max(0, Math.min(named, kept(slot)));
        refunded[slot] += taken;
        long ofStated = part(stated, taken, named);
        refundedNet[slot] += part(statedNet, ofStated, stated) + netOf(slot, taken - ofStated);
        return taken;
    }

    private void spread(long amount) {
        long[] beyond = new long[restSlot + 1];
        for (int i = 0; i < restSlot; i++) {
            beyond[i] = Math.max(0, kept(i) - Math.max(0, standing[i]));
        }
        long left = unnamed(amount, beyond);
        long[] tip = new long[restSlot + 1];
        tip[restSlot] = Math.max(0, kept(restSlot));
        left = unnamed(left, tip);
        long[] all = new long[restSlot + 1];
        for (int i = 0; i <= restSlot; i++) {
            all[i] = Math.max(0, kept(i));
        }
        left = unnamed(left, all);
        refunded[restSlot] += left;
    }

    private long unnamed(long amount, long[] room) {
        long[] before = refunded.clone();
        long left = fill(refunded, amount, room);
        for (int i = 0; i < lines.size(); i++) {
            refundedNet[i] += netOf(i, refunded[i] - before[i]);
        }
        return left;
    }

    /**
     * Adds an amount to slots up to their limits, in proportion to the limits if it is smaller than their sum; returns
     * the remainder.
     */
    private static long fill(long[] slots, long amount, long[] room) {
        long sum = Arrays.stream(room).sum();
        long part = Math.max(0, Math.min(amount, sum));
        if (part > 0) {
            long[] parts = Proration.of(part, room);
            for (int i = 0; i < parts.length; i++) {
                slots[i] += parts[i];
            }
        }
        return amount - part;
    }

    private static long[] room(long[] limits, long[] used) {
        long[] room = new long[limits.length];
        for (int i = 0; i < limits.length; i++) {
            room[i] = Math.max(0, limits[i] - used[i]);
        }
        return room;
    }

    private long kept(int slot) {
        return captured[slot] - refunded[slot];
    }

    private long netOf(int slot, long gross) {
        return slot < lines.size() ? part(net[slot], gross, ordered[slot]) : 0;
    }

    /** The fraction {@code of / whole} of a value, rounded half-even. */
    private static long part(long value, long of, long whole) {
        return whole == 0
                ? 0
                : BigDecimal.valueOf(value)
                        .multiply(BigDecimal.valueOf(of))
                        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }

    private Share share(int slot) {
        return new Share(
                money(ordered[slot]),
                money(standing[slot]),
                money(authorized[slot]),
                money(captured[slot]),
                money(refunded[slot]));
    }

    private Money money(long minor) {
        return Money.ofMinor(order.currency(), minor);
    }

    /** Converts to minor units; an amount in another currency must never be treated as one in the order's currency. */
    private long minor(Money money) {
        if (!money.getCurrencyUnit().equals(order.currency())) {
            throw new CurrencyMismatchException(order.currency(), money.getCurrencyUnit());
        }
        return money.getAmountMinorLong();
    }
}
