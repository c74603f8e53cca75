package shop.gather.resale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.ledger.PayeeId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** The rows of mark-ups. Runs in the caller's transaction. Thread-safe. */
@Singleton
class MarkUpRows {

    private final StoreSql sql;

    @Inject
    MarkUpRows(StoreSql sql) {
        this.sql = sql;
    }

    /** The mark-ups of an order, locked. */
    List<MarkUp> lock(StoreId store, String orderId) {
        return sql.list(
                store,
                "select * from mark_up where store_id = :store and order_id = ? order by id for update",
                MarkUpRows::read,
                orderId);
    }

    Optional<MarkUp> lock(StoreId store, MarkUpId id) {
        return sql.first(
                store, "select * from mark_up where store_id = :store and id = ? for update", MarkUpRows::read, id);
    }

    /** Inserts a mark-up that is due now. */
    void insert(StoreId store, MarkUp markUp) {
        sql.update(
                store,
                "insert into mark_up (store_id, id, order_id, order_number, campaign_id, payee_id, currency, owed, posted,"
                        + " changes, state, release_at, due_at, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now())",
                markUp.id(),
                markUp.orderId(),
                markUp.orderNumber(),
                markUp.campaign(),
                markUp.payee(),
                markUp.owed().getCurrencyUnit().getCode(),
                markUp.owed().getAmountMinorLong(),
                markUp.posted().getAmountMinorLong(),
                markUp.changes(),
                markUp.state(),
                markUp.releaseAt());
    }

    /** Records what an order earns now; it is posted soon. */
    void owe(StoreId store, MarkUpId id, Money owed) {
        sql.update(
                store,
                "update mark_up set owed = ?, due_at = now() where store_id = :store and id = ?",
                owed.getAmountMinorLong(),
                id);
    }

    /** Writes a locked mark-up of which everything that was due has been posted. */
    void posted(StoreId store, MarkUp after) {
        sql.update(
                store,
                "update mark_up set posted = ?, changes = ?, state = ?, due_at = ? where store_id = :store and id = ?",
                after.posted().getAmountMinorLong(),
                after.changes(),
                after.state(),
                after.state() == MarkUp.State.PENDING ? after.releaseAt() : null,
                after.id());
    }

    private static MarkUp read(ResultSet row) throws SQLException {
        CurrencyUnit currency = CurrencyUnit.of(row.getString("currency"));
        return new MarkUp(
                StoreSql.id(row, "id", MarkUpId::new),
                row.getString("order_id"),
                row.getString("order_number"),
                StoreSql.id(row, "campaign_id", CampaignId::new),
                StoreSql.id(row, "payee_id", PayeeId::new),
                Money.ofMinor(currency, row.getLong("owed")),
                Money.ofMinor(currency, row.getLong("posted")),
                row.getInt("changes"),
                MarkUp.State.valueOf(row.getString("state")),
                StoreSql.instant(row, "release_at"));
    }
}
