package shop.gather.shop.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/**
 * The row of a store's connection, one per store; {@link Connections} decrypts the settings. Holds the values at the
 * time it was read; {@link ShopConnectionRows} updates the row.
 */
@Entity
class ShopConnection {

    @Id
    @Column(name = "store_id")
    private UUID storeId;

    /** The same column again: Hibernate does not accept the tenant id as part of the key. */
    @TenantId
    @Column(name = "store_id", insertable = false, updatable = false)
    private UUID tenant;

    private String adapterId;

    private String settings;

    private String fingerprint;

    private String shopName;

    private String currency;

    private boolean pricesIncludeTax;

    private String capabilities;

    private String problem;

    private Instant problemSince;

    private String changesCursor;

    private Instant polledAt;

    private int pollFailures;

    private int pollPause;

    private long version;

    /** For Hibernate. */
    protected ShopConnection() {}

    String adapterId() {
        return adapterId;
    }

    /** Encrypted. */
    String settings() {
        return settings;
    }

    String fingerprint() {
        return fingerprint;
    }

    String shopName() {
        return shopName;
    }

    String currency() {
        return currency;
    }

    boolean pricesIncludeTax() {
        return pricesIncludeTax;
    }

    /** Names, separated by commas. */
    String capabilities() {
        return capabilities;
    }

    /** Null if there is no problem. */
    String problem() {
        return problem;
    }

    /** Null if there is no problem. */
    Instant problemSince() {
        return problemSince;
    }

    /** Null before the first poll of a shop without changes. */
    String changesCursor() {
        return changesCursor;
    }

    /** Null before the first poll. */
    Instant polledAt() {
        return polledAt;
    }

    /** The number of consecutive failed polls. */
    int pollFailures() {
        return pollFailures;
    }

    long version() {
        return version;
    }
}
