package shop.gather.order.intake;

import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.StoreId;

/** Tells which member a customer of the shop is; what is known of members is another feature's. */
public interface KnownCustomers {

    /**
     * A member as orders know it.
     *
     * @param erased whether the member was erased: then nothing of the buyer may be kept with the order
     */
    record Known(UUID member, boolean erased) {}

    /** The member who is this customer at the shop, or was it when she was erased; empty for guests and strangers. */
    Optional<Known> ofCustomer(StoreId store, String customerId);
}
