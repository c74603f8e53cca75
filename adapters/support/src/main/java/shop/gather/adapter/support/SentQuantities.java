package shop.gather.adapter.support;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shop.gather.spi.OrderSnapshot.Fulfilment;
import shop.gather.spi.OrderSnapshot.Fulfilment.Stage;

/**
 * How much of one line left the shop. {@link #fulfilment} says from all lines how far an order is.
 *
 * @param active what is not cancelled
 * @param sent what was sent, delivered goods included
 */
public record SentQuantities(BigDecimal active, BigDecimal sent, BigDecimal delivered) {

    /**
     * How far the goods of an order are. Lines of which nothing is active do not count.
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
