package shop.gather.host;

import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.StoreId;

/** Tells which member a customer of the shop is; what is known of members is another feature's. */
public interface KnownCustomers {

    /** The member who is this customer at the shop; empty for guests and strangers. */
    Optional<UUID> ofCustomer(StoreId store, String customerId);
}
