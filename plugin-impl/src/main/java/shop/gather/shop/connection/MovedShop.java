package shop.gather.shop.connection;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The state of a shop that has moved: the same shop as before, which now identifies itself as another one.
 *
 * @param untold the orders that changed since the last poll
 * @param cursor the cursor from which to read its changes now
 * @param told the text for the audit log
 */
record MovedShop(Set<String> untold, String cursor, String told) {

    private static final String MOVED = ", moved with its customers and orders";
    private static final int PAGE = 500;

    /** The maximum number of pages; the next polls read the rest. */
    private static final int MOST_PAGES = 4;

    /**
     * Asks the shop for the changes after the cursor from before it moved. If the shop has restarted its change
     * counter, that cursor is meaningless: the shop returns no changes or refuses it.
     *
     * @param end the present end of the shop's changes
     * @throws ShopException if it stops answering meanwhile
     */
    static MovedShop ask(Shop shop, Connection before, String end) {
        Optional<Changes> first = first(shop, before);
        if (first.isEmpty()) {
            return new MovedShop(Set.of(), end, MOVED + "; orders since the last poll were not read");
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
