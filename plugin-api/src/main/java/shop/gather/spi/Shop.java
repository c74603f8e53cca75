package shop.gather.spi;

import java.util.Optional;

/**
 * One connected shop. The first four are what every shop must offer; each optional port is present exactly if this
 * shop, as it is set up now, can do it. What is missing is refused by Gather with {@link RefusalCode#NOT_SUPPORTED}
 * before the shop is called; store credit that was there before is asked for again instead.
 *
 * @since 1.0
 */
public interface Shop extends AutoCloseable {

    /**
     * Calls the shop with the store's credentials and says which shop answered. Called when a store connects and again
     * at each start, to notice a store that was pointed at another shop.
     *
     * @throws ShopException with the reason that an owner can act on
     */
    ShopIdentity identify();

    /** What the shop sells. */
    Catalog catalog();

    /** Who buys there. */
    Customers customers();

    /** What was bought, and what happened to it since. */
    Orders orders();

    /** Where links lead. */
    Storefront storefront();

    /**
     * Unlocks storefront sessions: a buyer logged in at the shop becomes a member of Gather without another password.
     * Without it the storefront's back end names to Gather the customer whom it has logged in.
     */
    default Optional<CustomerSessions> customerSessions() {
        return Optional.empty();
    }

    /**
     * Unlocks group prices in the shop's own checkout. Without it buyers pay the shop's ordinary price there, and what
     * they paid more than the group price is given back when their team succeeds: by {@link #refunds()}, or else by a
     * person, which is seen in the orders that are read.
     */
    default Optional<PriceOffers> priceOffers() {
        return Optional.empty();
    }

    /** Unlocks authorize-then-capture; without it buyers pay at once and are refunded if a team fails. */
    default Optional<DeferredCapture> deferredCapture() {
        return Optional.empty();
    }

    /**
     * Unlocks carts that hold other articles beside the team's; without it orders of a failed team that hold others are
     * tasks for a person.
     */
    default Optional<LineCancellations> lineCancellations() {
        return Optional.empty();
    }

    /** Unlocks cancelling an order of a failed team; without it that is a task for a person. */
    default Optional<Cancellations> cancellations() {
        return Optional.empty();
    }

    /** Unlocks automatic refunds; without it they are tasks for a person, seen done by polling. */
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

    /** Unlocks news within seconds instead of at the next poll. */
    default Optional<Notifications> notifications() {
        return Optional.empty();
    }

    /** Frees what {@link ShopAdapter#connect} opened. Idempotent; never throws. */
    @Override
    default void close() {}
}
