package shop.gather.spi;

import java.util.Optional;

/**
 * One connected shop. Every shop has the first four ports. An optional port is present exactly if this shop, in its
 * current configuration, supports it. Gather refuses commands of a missing port with {@link RefusalCode#NOT_SUPPORTED}
 * without calling the shop. The exception is store credit that the shop had before: its commands are retried.
 *
 * @since 1.0
 */
public interface Shop extends AutoCloseable {

    /**
     * Calls the shop with the store's credentials and returns the shop's identity. Called when a store connects and
     * again at each start, to detect a store that was pointed at another shop.
     *
     * @throws ShopException with a reason that the owner can act on
     */
    ShopIdentity identify();

    /** The articles that the shop sells. */
    Catalog catalog();

    /** The shop's customers. */
    Customers customers();

    /** The orders placed at the shop, and their changes. */
    Orders orders();

    /** The pages to which links lead. */
    Storefront storefront();

    /**
     * Unlocks storefront sessions: a buyer logged in at the shop becomes a member of Gather without another password.
     * Without it the storefront's back end tells Gather which customer is logged in.
     */
    default Optional<CustomerSessions> customerSessions() {
        return Optional.empty();
    }

    /**
     * Unlocks group prices in the shop's own checkout. Without it buyers pay the shop's regular price, and the
     * difference to the group price is refunded when their team succeeds: by {@link #refunds()}, or else by a person,
     * whose refund is detected in the orders that are read.
     */
    default Optional<PriceOffers> priceOffers() {
        return Optional.empty();
    }

    /** Unlocks authorize-then-capture. Without it buyers pay at once and are refunded if a team fails. */
    default Optional<DeferredCapture> deferredCapture() {
        return Optional.empty();
    }

    /**
     * Unlocks carts that contain other articles besides the team's. Without it such an order of a failed team is a task
     * for a person.
     */
    default Optional<LineCancellations> lineCancellations() {
        return Optional.empty();
    }

    /** Unlocks the automatic cancellation of orders of a failed team. Without it that is a task for a person. */
    default Optional<Cancellations> cancellations() {
        return Optional.empty();
    }

    /** Unlocks automatic refunds. Without it they are tasks for a person; polling detects when they are done. */
    default Optional<Refunds> refunds() {
        return Optional.empty();
    }

    /**
     * Unlocks payouts to leaders as credit in the shop. Without it they are paid by transfer only.
     *
     * @since 1.1
     */
    default Optional<StoreCredits> storeCredits() {
        return Optional.empty();
    }

    /** Unlocks notice of changes within seconds. Without it changes are known at the next poll. */
    default Optional<Notifications> notifications() {
        return Optional.empty();
    }

    /** Releases the resources that {@link ShopAdapter#connect} opened. Idempotent; never throws. */
    @Override
    default void close() {}
}
