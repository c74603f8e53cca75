package shop.gather.order.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** Finds the members of the shop's customers; another feature implements it. */
public interface KnownCustomers {

    /**
     * The data of a member that orders need.
     *
     * @param erased whether the member was erased: then no data of the buyer may be stored with the order
     */
    record Known(MemberId member, boolean erased) {}

    /**
     * The members who are these customers at the shop, or were when they were erased, by customer id; unknown customers
     * are omitted.
     */
    Map<String, Known> ofCustomers(StoreId store, Collection<String> customerIds);

    /** As {@link #ofCustomers} for one customer. */
    default Optional<Known> ofCustomer(StoreId store, String customerId) {
        return Optional.ofNullable(ofCustomers(store, List.of(customerId)).get(customerId));
    }
}
