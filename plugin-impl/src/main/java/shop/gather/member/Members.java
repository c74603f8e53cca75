package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.spi.CustomerSnapshot;

/** Members by their customer ids at the shop. Thread-safe. */
@Singleton
public class Members {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    Members(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** The member who is this customer at the shop; empty for guests and strangers. One statement. */
    public Optional<UUID> ofCustomer(StoreId store, String customerId) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select member_id from member_alias where store_id = :store and customer_id = ?",
                        row -> StoreSql.uuid(row, "member_id"),
                        customerId));
    }

    /** The customer id under which the shop knows a member; the first one where several were merged. */
    public Optional<String> customerOf(StoreId store, UUID member) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select customer_id from member_alias where store_id = :store and member_id = ? order by customer_id",
                        row -> row.getString("customer_id"),
                        member));
    }

    /** The member for a customer whom the shop vouched for; made at the first meeting, brought up to date later. */
    public UUID meet(StoreId store, CustomerSnapshot customer) {
        try {
            return transactions.inStore(store, () -> {
                Optional<UUID> known = ofCustomer(store, customer.customerId());
                return known.isPresent() ? refresh(store, known.get(), customer) : create(store, customer);
            });
        } catch (DuplicateKey metOnAnotherThread) {
            return ofCustomer(store, customer.customerId()).orElseThrow(() -> metOnAnotherThread);
        }
    }

    private UUID refresh(StoreId store, UUID member, CustomerSnapshot customer) {
        // Written only when it differs: most visits change nothing.
        sql.update(
                store,
                "update member set display_name = ?, email = ? where erased_at is null and store_id = :store and id = ?"
                        + " and (display_name <> ? or coalesce(email, '') <> ?)",
                customer.displayName(),
                customer.email().orElse(null),
                member,
                customer.displayName(),
                customer.email().orElse(""));
        return member;
    }

    private UUID create(StoreId store, CustomerSnapshot customer) {
        UUID id = Ids.next();
        sql.update(
                store,
                "insert into member (store_id, id, display_name, email, sessions_valid_from, joined_at, registered_at)"
                        + " values (:store, ?, ?, ?, now(), now(), ?)",
                id,
                customer.displayName(),
                customer.email().orElse(null),
                customer.registeredAt().orElse(null));
        sql.update(
                store,
                "insert into member_alias (store_id, customer_id, member_id) values (:store, ?, ?)",
                customer.customerId(),
                id);
        return id;
    }
}
