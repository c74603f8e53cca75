package shop.gather.shop.connection;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * What is to be known of a shop that is the one of before, and calls itself another one now.
 *
 * @param untold the orders of which it would have told next
 * @param cursor from where on its changes are told now
 * @param told for the audit log
 */
record MovedShop(Set<String> untold, String cursor, String told) {

    private static final String MOVED = ", moved with its customers and orders";
    private static final int PAGE = 500;

    /** What is left after so many is read by the next polls. */
    private static final int MOST_PAGES = 4;

    /**
     * Asks the shop for the changes after the place that was reached before it moved. Where it counts its changes again
     * that place means nothing any more: it tells of none, or refuses.
     *
     * @param end where the shop's changes end now
     * @throws ShopException if it stops answering meanwhile
     */
    static MovedShop ask(Shop shop, Connection before, String end) {
        Optional<Changes> first = first(shop, before);
        if (first.isEmpty()) {
            return new MovedShop(Set.of(), end, MOVED + "; what was bought since the last poll is not seen");
        }
        Changes page = first.get();
        Set<String> untold = new LinkedHashSet<>(page.orderIds());
        for (int pages = 1; page.more(); pages++) {
            if (pages == MOST_PAGES) {
                return new MovedShop(untold, page.cursor(), MOVED);
            }
            page = shop.orders().changedSince(Optional.of(page.cursor()), PAGE);
            untold.addAll(page.orderIds());
        }
        return new MovedShop(untold, end, MOVED);
    }

    private static Optional<Changes> first(Shop shop, Connection before) {
        try {
            return Optional.ofNullable(before.changesCursor())
                    .map(cursor -> shop.orders().changedSince(Optional.of(cursor), PAGE));
        } catch (ShopException failure) {
            if (failure.error() == ShopError.MISCONFIGURED || failure.error() == ShopError.BAD_ANSWER) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
