package shop.gather.groupbuy.team;

import java.util.List;
import shop.gather.groupbuy.place.Participation;
import shop.gather.platform.StoreId;

/** Gives a buyer the group price at the shop, and takes it back. Thread-safe. */
public interface BuyerAdmission {

    /** Asks the shop to admit the buyers of held places; if it cannot be asked now, they are looked at again. */
    void admit(StoreId store, List<Participation> places);

    /** Takes an admission back at the shop; in the transaction that has just ended the place. */
    void revoke(StoreId store, Participation place);
}
