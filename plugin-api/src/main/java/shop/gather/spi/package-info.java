/**
 * The interfaces that an adapter for a shop implements. {@link shop.gather.spi.ShopAdapter} connects to one shop and
 * returns a {@link shop.gather.spi.Shop}, a set of small ports. A shop must offer its catalogue, customers, orders and
 * storefront pages; every other port is optional and unlocks a feature. Reads return snapshots and throw
 * {@link shop.gather.spi.ShopException}; commands take a key and return a {@link shop.gather.spi.CommandResult}.
 *
 * <p>Money is a Joda {@code Money}: integer minor units with a currency. Instants are UTC. Identifiers assigned by a
 * shop are opaque strings of at most 100 characters. Unless a type says otherwise, nothing here is null and all ports
 * are thread-safe.
 *
 * @since 1.0
 */
package shop.gather.spi;
