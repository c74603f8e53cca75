package shop.gather.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * A registered customer.
 *
 * @param displayName how the shop greets the customer; empty if unknown
 * @param email empty if the shop does not tell; personal data
 * @param registeredAt empty if the shop does not tell
 * @since 1.0
 */
public record CustomerSnapshot(
        String customerId, String displayName, Optional<String> email, Optional<Instant> registeredAt) {}
