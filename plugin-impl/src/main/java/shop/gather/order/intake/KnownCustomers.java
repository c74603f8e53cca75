package shop.gather.order.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /**
     * The members who are these customers at the shop, or were it when they were erased, by the customers' ids; without
     * strangers.
     */
    Map<String, Known> ofCustomers(StoreId store, Collection<String> customerIds);

    /** As {@link #ofCustomers} for one. */
    default Optional<Known> ofCustomer(StoreId store, String customerId) {
        return Optional.ofNullable(ofCustomers(store, List.of(customerId)).get(customerId));
    }
}
