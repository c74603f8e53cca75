package shop.gather.groupbuy.team;

import java.util.List;
import shop.gather.groupbuy.place.Participation;
import shop.gather.platform.StoreId;

/** Admits buyers to the group price at the shop, and revokes admissions. Thread-safe. */
public interface BuyerAdmission {

    /**
     * Asks the shop to admit the buyers of held places. If the shop cannot be asked now, the places are checked again
     * later.
     */
    void admit(StoreId store, List<Participation> places);

    /** Revokes an admission at the shop; runs in the transaction that has just ended the place. */
    void revoke(StoreId store, Participation place);
}
