package shop.gather.adapter.support;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shop.gather.spi.OrderSnapshot.Fulfilment;
import shop.gather.spi.OrderSnapshot.Fulfilment.Stage;

/**
 * The quantity of one line that was sent. {@link #fulfilment} derives the fulfilment of an order from all its lines.
 *
 * @param active the quantity that is not cancelled
 * @param sent the quantity that was sent, including delivered goods
 */
public record SentQuantities(BigDecimal active, BigDecimal sent, BigDecimal delivered) {

    /**
     * The fulfilment of an order. Lines without an active quantity do not count.
     *
     * @param sentAt when goods were last sent, if the shop tells
     * @param deliveredAt when goods were last delivered, if the shop tells
     */
    public static Fulfilment fulfilment(
            List<SentQuantities> lines, Optional<Instant> sentAt, Optional<Instant> deliveredAt) {
        List<SentQuantities> active =
                lines.stream().filter(line -> line.active().signum() > 0).toList();
        if (isAll(active, SentQuantities::delivered)) {
            return new Fulfilment(Stage.DELIVERED, sentAt, deliveredAt);
        }
        if (isAll(active, SentQuantities::sent)) {
            return new Fulfilment(Stage.SENT, sentAt, Optional.empty());
        }
        boolean any = active.stream().anyMatch(line -> line.sent().signum() > 0);
        return any ? new Fulfilment(Stage.PARTLY_SENT, Optional.empty(), Optional.empty()) : Fulfilment.NOT_SENT;
    }

    private static boolean isAll(List<SentQuantities> lines, Function<SentQuantities, BigDecimal> quantity) {
        return !lines.isEmpty()
                && lines.stream().allMatch(line -> quantity.apply(line).compareTo(line.active()) >= 0);
    }
}
