package shop.gather.spi;

import java.util.Optional;

/**
 * Reads the shop's registered customers.
 *
 * @since 1.0
 */
public interface Customers {

    /**
     * One registered customer; empty if there is none.
     *
     * @throws ShopException if the shop cannot be read
     */
    Optional<CustomerSnapshot> customer(String customerId);
}
