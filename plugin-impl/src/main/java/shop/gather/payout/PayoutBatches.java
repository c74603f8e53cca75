package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Sends approved requests in batches, and settles them. Thread-safe. */
@Singleton
class PayoutBatches {

    /** What one batch takes at most, so that its transaction stays short. */
    static final int MOST = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final PayoutRows rows;
    private final PayoutBooks books;
    private final AuditLog audit;

    @Inject
    PayoutBatches(Transactions transactions, StoreSql sql, PayoutRows rows, PayoutBooks books, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = rows;
        this.books = books;
        this.audit = audit;
    }

    /**
     * A batch with what it took.
     *
     * @param leftOut how many approved requests it did not take because their leaders owe; counted when it is sent, 0
     *     afterwards
     */
    record Filled(PayoutBatch batch, List<PayoutRequest> requests, int leftOut) {}

    /**
     * Takes the oldest approved requests, at most {@value #MOST}. Requests of leaders whose available balance is
     * negative by now stay where they are.
     *
     * @throws ProblemException CONFLICT if none can be sent
     */
    Filled send(StoreId store, String actor) {
        return transactions.inStore(store, () -> {
            // Again under the locks of the balances: an order may have been refunded in between.
            List<PayoutRequest> approved = books.covered(store, rows.lockApproved(store, MOST));
            int leftOut = rows.approvedOfDebtors(store);
            if (approved.isEmpty()) {
                throw new ProblemException(ProblemCode.CONFLICT, nothingToSend(leftOut));
            }
            UUID id = Ids.next();
            sql.update(
                    store,
                    "insert into payout_batch (store_id, id, state, created_by, created_at) values (:store, ?, 'SENT', ?, now())",
                    id,
                    actor);
            rows.send(store, approved, id);
            books.post(store, PayoutStep.SEND, approved);
            Filled filled = find(store, id).orElseThrow();
            audit.record(
                    store, actor, "payout-batch.sent", filled.batch().subject(), approved.size() + " payout requests");
            return new Filled(filled.batch(), filled.requests(), leftOut);
        });
    }

    private static String nothingToSend(int leftOut) {
        return leftOut == 0
                ? "No approved payout request waits for a batch."
                : "No payout request can be sent: " + leftOut
                        + " are approved, but orders were refunded since and their leaders owe more than they have. "
                        + "They are sent once the leaders have earned it, or"
                        + " withdraw their approvals.";
    }

    /** Says that the transfers of a batch were made; once, and the same answer again. */
    Filled settle(StoreId store, String actor, UUID id) {
        return transactions.inStore(store, () -> {
            PayoutBatch batch = sql.first(
                            store,
                            "select * from payout_batch where store_id = :store and id = ? for update",
                            PayoutBatches::read,
                            id)
                    .orElseThrow(() -> ProblemException.notFound("payout batch"));
            if (batch.state() == PayoutBatch.State.SENT) {
                settle(store, actor, batch);
            }
            return find(store, id).orElseThrow();
        });
    }

    Optional<Filled> find(StoreId store, UUID id) {
        return transactions.inStore(store, () -> sql.first(
                        store, "select * from payout_batch where store_id = :store and id = ?", PayoutBatches::read, id)
                .map(batch -> new Filled(batch, rows.ofBatch(store, id), 0)));
    }

    Page<PayoutBatch> page(StoreId store, String cursor, int limit) {
        List<PayoutBatch> found = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from payout_batch where store_id = :store and id < ? order by id desc limit ?",
                        PayoutBatches::read,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(found, limit, PayoutBatch::id, batch -> batch);
    }

    private void settle(StoreId store, String actor, PayoutBatch batch) {
        List<PayoutRequest> sent = rows.lockSent(store, batch.id());
        int settled = rows.settle(store, batch.id());
        int closed = sql.update(
                store,
                "update payout_batch set state = 'SETTLED', settled_at = now() where store_id = :store and id = ? and state = 'SENT'",
                batch.id());
        if (settled != sent.size() || closed != 1) {
            throw new IllegalStateException("payout batch " + batch.id() + " changed under its lock");
        }
        books.post(store, PayoutStep.SETTLE, sent);
        audit.record(store, actor, "payout-batch.settled", batch.subject(), settled + " payout requests");
    }

    private static PayoutBatch read(ResultSet row) throws SQLException {
        return new PayoutBatch(
                StoreSql.uuid(row, "id"),
                PayoutBatch.State.valueOf(row.getString("state")),
                row.getString("created_by"),
                StoreSql.instant(row, "created_at"),
                StoreSql.instant(row, "settled_at"));
    }
}
