package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.payout.PayoutRequest.Method;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.PageQuery;

/** The table of payout requests. Runs in the caller's transaction. Thread-safe. */
@Singleton
class PayoutRows {

    /** What was taken back from the payee is more than what is there. */
    private static final String OWING =
            "exists (select 1 from ledger_balance b where b.store_id = payout_request.store_id"
                    + " and b.payee_id = payout_request.payee_id and b.currency = payout_request.currency and "
                    + "b.account = 'AVAILABLE' and b.amount < 0)";

    private final StoreSql sql;

    @Inject
    PayoutRows(StoreSql sql) {
        this.sql = sql;
    }

    void insert(StoreId store, PayoutRequest request) {
        sql.update(
                store,
                "insert into payout_request (store_id, id, payee_id, currency, amount, method, state, requested_at)"
                        + " values (:store, ?, ?, ?, ?, ?, ?, now())",
                request.id(),
                request.payee(),
                request.amount().getCurrencyUnit().getCode(),
                request.amount().getAmountMinorLong(),
                request.method(),
                request.state());
    }

    /** @param payee whose it must be; null for anybody's */
    Optional<PayoutRequest> find(StoreId store, UUID id, UUID payee) {
        return sql.first(store, "select * from payout_request where store_id = :store and id = ?", PayoutRows::read, id)
                .filter(request -> payee == null || request.payee().equals(payee));
    }

    Optional<PayoutRequest> lock(StoreId store, UUID id) {
        return sql.first(
                store,
                "select * from payout_request where store_id = :store and id = ? for update",
                PayoutRows::read,
                id);
    }

    /** The oldest transfers that wait for a batch and whose payees owe nothing, locked in the order of their ids. */
    List<PayoutRequest> lockApproved(StoreId store, int most) {
        return sql.list(
                store,
                "select * from payout_request where store_id = :store and state = 'APPROVED' and method = 'TRANSFER' and not "
                        + OWING + " order by id limit ? for update",
                PayoutRows::read,
                most);
    }

    /** How many approved transfers wait because their payees owe. */
    int approvedOfDebtors(StoreId store) {
        return sql.first(
                        store,
                        "select count(*) as waiting from payout_request where store_id = :store and state = "
                                + "'APPROVED' and method = 'TRANSFER' and "
                                + OWING,
                        row -> row.getInt("waiting"))
                .orElse(0);
    }

    /** How many requests of a payee the owner has not decided yet. */
    int undecided(StoreId store, UUID payee) {
        return sql.first(
                        store,
                        "select count(*) as undecided from payout_request where store_id = :store and payee_id = ? and state = 'REQUESTED'",
                        row -> row.getInt("undecided"),
                        payee)
                .orElse(0);
    }

    /** What of a payee was approved and not sent yet, locked in the order of their ids. */
    List<PayoutRequest> lockApprovedOf(StoreId store, UUID payee) {
        return sql.list(
                store,
                "select * from payout_request where store_id = :store and payee_id = ? and state = 'APPROVED' order by id for update",
                PayoutRows::read,
                payee);
    }

    /** What is under way in a batch, locked in the order of their ids. */
    List<PayoutRequest> lockSent(StoreId store, UUID batch) {
        return sql.list(
                store,
                "select * from payout_request where store_id = :store and batch_id = ? and state = 'SENT' order by id for update",
                PayoutRows::read,
                batch);
    }

    List<PayoutRequest> ofBatch(StoreId store, UUID batch) {
        return sql.list(
                store,
                "select * from payout_request where store_id = :store and batch_id = ? order by id",
                PayoutRows::read,
                batch);
    }

    /** Decides a request in the state that was seen; true if it was still in it. */
    boolean approve(StoreId store, PayoutRequest seen, String actor) {
        return sql.update(
                        store,
                        "update payout_request set state = 'APPROVED', decided_by = ?, decided_at = now()"
                                + " where store_id = :store and id = ? and state = ?",
                        actor,
                        seen.id(),
                        seen.state())
                == 1;
    }

    /** As {@link #approve}. */
    boolean withdraw(StoreId store, PayoutRequest seen) {
        return sql.update(
                        store,
                        "update payout_request set state = 'REQUESTED', decided_by = null, decided_at = null"
                                + " where store_id = :store and id = ? and state = ?",
                        seen.id(),
                        seen.state())
                == 1;
    }

    /** As {@link #approve}. */
    boolean reject(StoreId store, PayoutRequest seen, String actor, String reason) {
        return sql.update(
                        store,
                        "update payout_request set state = 'REJECTED', decided_by = ?, decided_at = now(), reason = ?, ended_at = now()"
                                + " where store_id = :store and id = ? and state = ?",
                        actor,
                        reason,
                        seen.id(),
                        seen.state())
                == 1;
    }

    /** As {@link #approve}. */
    boolean fail(StoreId store, PayoutRequest seen, String reason) {
        return sql.update(
                        store,
                        "update payout_request set state = 'FAILED', reason = ?, ended_at = now()"
                                + " where store_id = :store and id = ? and state = ?",
                        reason,
                        seen.id(),
                        seen.state())
                == 1;
    }

    /** Ends a request that is under way without a batch; true if it still was. */
    boolean pay(StoreId store, PayoutRequest seen) {
        return sql.update(
                        store,
                        "update payout_request set state = 'PAID', ended_at = now() where store_id = :store and id = ? and state = 'SENT'",
                        seen.id())
                == 1;
    }

    /** Deletes what was written about a payee. */
    void eraseReasons(StoreId store, UUID payee) {
        sql.update(
                store,
                "update payout_request set reason = null where store_id = :store and payee_id = ? and reason is not null",
                payee);
    }

    /** Sends locked requests. @param batch null for those that leave by themselves */
    void send(StoreId store, List<PayoutRequest> requests, UUID batch) {
        sql.batch(
                store,
                "update payout_request set state = 'SENT', batch_id = ? where store_id = :store and id = ? and state = 'APPROVED'",
                requests.stream()
                        .map(request -> new Object[] {batch, request.id()})
                        .toList());
    }

    /** Ends what is under way in a batch; how many that were. */
    int settle(StoreId store, UUID batch) {
        return sql.update(
                store,
                "update payout_request set state = 'PAID', ended_at = now() where store_id = :store and batch_id = ? and state = 'SENT'",
                batch);
    }

    /**
     * A page, newest first.
     *
     * @param payee null for all
     * @param state null for all
     */
    Page<PayoutRequest> page(StoreId store, UUID payee, State state, String cursor, int limit) {
        return new PageQuery("payout_request", cursor)
                .with("payee_id", payee)
                .with("state", state)
                .read(sql, store, limit, PayoutRows::read, PayoutRequest::id);
    }

    private static PayoutRequest read(ResultSet row) throws SQLException {
        return new PayoutRequest(
                StoreSql.uuid(row, "id"),
                StoreSql.uuid(row, "payee_id"),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount")),
                Method.valueOf(row.getString("method")),
                State.valueOf(row.getString("state")),
                StoreSql.uuid(row, "batch_id"),
                row.getString("decided_by"),
                StoreSql.instant(row, "decided_at"),
                row.getString("reason"),
                StoreSql.instant(row, "requested_at"),
                StoreSql.instant(row, "ended_at"));
    }
}
