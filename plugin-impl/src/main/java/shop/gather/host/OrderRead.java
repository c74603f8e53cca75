package shop.gather.host;

import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.spi.OrderSnapshot;

/**
 * A newer state of an order was read from the shop. Fired as a synchronous CDI event inside the transaction that holds the order's lock; each observer brings its own
 * rows to what the snapshot asks for ({@code desired − posted}), so it may come any number of times. Observers run by {@code @Priority}: the team's
 * place ({@link #PLACES}), then who gets credit ({@link #ATTRIBUTION}), then commission ({@link #COMMISSION}).
 *
 * @param member the member whose order it is; empty for guests and customers unknown to Gather
 */
public record OrderRead(StoreId store, OrderSnapshot order, Optional<UUID> member) {

    public static final int PLACES = 100;
    public static final int ATTRIBUTION = 200;
    public static final int COMMISSION = 300;
}
