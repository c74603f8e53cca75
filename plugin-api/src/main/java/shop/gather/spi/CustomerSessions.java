package shop.gather.spi;

import java.util.Optional;

/**
 * Identifies the customer who is logged in at the shop.
 *
 * @since 1.0
 */
public interface CustomerSessions {

    /**
     * The customer to whom the shop gave this session token; empty if the token is unknown, expired or anonymous.
     *
     * @throws ShopException if the shop cannot be asked
     */
    Optional<CustomerSnapshot> whoIs(String shopToken);
}
