package shop.gather.shop.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import shop.gather.spi.Capability;

/**
 * The connection of a store to its shop.
 *
 * @param settings as the owner entered them; secrets are decrypted here and must not leave this package
 * @param fingerprint the fingerprint of the shop that answered when the store was connected
 * @param currency the currency in which the store sells, ISO 4217
 * @param problem why the shop is unusable now; null if there is no problem
 */
public record Connection(
        String adapterId,
        Map<String, String> settings,
        String fingerprint,
        String shopName,
        String currency,
        boolean pricesIncludeTax,
        Set<Capability> capabilities,
        String problem,
        Instant problemSince,
        String changesCursor,
        Instant polledAt,
        long version) {}
