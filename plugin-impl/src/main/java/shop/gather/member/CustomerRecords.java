package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.ShopRecords;

/** Whether a store knows customers of the shop: each of them is or was a member. Thread-safe. */
@Singleton
class CustomerRecords implements ShopRecords {

    private final Transactions transactions;
    private final MemberRows rows;

    @Inject
    CustomerRecords(Transactions transactions, MemberRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public boolean any(StoreId store) {
        return transactions.inStore(store, rows::any).isPresent();
    }
}
