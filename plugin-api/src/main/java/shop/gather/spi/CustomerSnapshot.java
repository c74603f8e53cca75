package shop.gather.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * A registered customer.
 *
 * @param displayName how the shop greets the customer; empty if unknown
 * @param email personal data; empty if the shop does not report it
 * @param registeredAt empty if the shop does not report it
 * @since 1.0
 */
public record CustomerSnapshot(
        String customerId, String displayName, Optional<String> email, Optional<Instant> registeredAt) {}
