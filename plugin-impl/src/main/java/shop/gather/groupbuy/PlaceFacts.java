package shop.gather.groupbuy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.order.LineFacts;
import shop.gather.order.OrderFacts;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * What an order says about a team's line.
 *
 * @param facts of the whole order
 * @param line the line that the place is for
 */
record PlaceFacts(OrderFacts facts, LineFacts line) {

    /** The facts of an order that has a line of the variant; of several the one with the most in it. */
    static Optional<PlaceFacts> of(OrderSnapshot order, String variantId) {
        OrderFacts facts = OrderFacts.of(order);
        return facts.lines().stream()
                .filter(line -> line.line().isOf(variantId))
                .max(Comparator.comparing((LineFacts line) -> line.line().quantity())
                        .thenComparing(LineFacts::lineId))
                .map(line -> new PlaceFacts(facts, line));
    }

    OrderSnapshot order() {
        return facts.order();
    }

    boolean cancelled() {
        return facts.cancelled();
    }

    boolean lineStands() {
        return !cancelled() && !line.line().isCancelled();
    }

    /** Whether the buyer's money stands behind the whole order: only then is a place paid. */
    boolean paid() {
        return lineStands() && facts.paid();
    }

    /** Whether a place that was paid still is: what the shop has or holds covers at least its line. Later additions to the order do not take a place away. */
    boolean stillPaid() {
        return lineStands() && facts.covers(line.standing());
    }

    /** Whether nothing of the team's line is left to the buyer: it is cancelled, or all that was taken was given back. */
    boolean givenBack() {
        return !lineStands() || facts.givenBack();
    }

    boolean taken() {
        return facts.taken();
    }

    Money captured() {
        return facts.captured();
    }

    Money kept() {
        return facts.kept();
    }

    Money due() {
        return facts.due();
    }

    List<Refund> refunds() {
        return facts.refunds();
    }

    /** Whether the order shows the refund that a command with this key asked for. */
    boolean shows(String refundKey) {
        return refunds().stream()
                .anyMatch(refund -> refund.key().filter(refundKey::equals).isPresent());
    }

    /** The keys of the refunds that a command of Gather made and whose money has not left yet. */
    List<String> unsettled() {
        return refunds().stream()
                .filter(refund -> !refund.settled())
                .flatMap(refund -> refund.key().stream())
                .toList();
    }

    /** Whether anything else than the team's line still stands. */
    boolean othersStand() {
        return !cancelled()
                && facts.lines().stream()
                        .anyMatch(other -> !other.lineId().equals(line.lineId())
                                && !other.line().isCancelled());
    }
}
