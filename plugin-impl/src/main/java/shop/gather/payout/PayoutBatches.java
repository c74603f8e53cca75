package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Sends approved requests in batches, and settles them. Thread-safe. */
@Singleton
class PayoutBatches {

    /** The maximum number of requests in a batch, so that its transaction stays short. */
    static final int MOST = 500;

    /** Sorts before all ids. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;
    private final PayoutBatchRows batches;
    private final PayoutRows rows;
    private final PayoutBooks books;
    private final AuditLog audit;

    @Inject
    PayoutBatches(
            Transactions transactions, PayoutBatchRows batches, PayoutRows rows, PayoutBooks books, AuditLog audit) {
        this.transactions = transactions;
        this.batches = batches;
        this.rows = rows;
        this.books = books;
        this.audit = audit;
    }

    /**
     * A batch with its requests.
     *
     * @param leftOut how many approved requests were skipped because their leaders' available balance is negative;
     *     counted when the batch is sent, 0 when it is read later
     */
    record Filled(PayoutBatch batch, List<PayoutRequest> requests, int leftOut) {}

    /**
     * Sends the oldest approved requests, at most {@value #MOST}. Requests of leaders whose available balance is
     * negative are skipped and stay approved.
     *
     * @throws ProblemException CONFLICT if no request can be sent
     */
    Filled send(StoreId store, String actor) {
        return transactions.inStore(store, () -> {
            Candidates candidates = candidates(store);
            // Checked again under the locks of the balances: an order may have been refunded meanwhile.
            List<PayoutRequest> approved = books.covered(store, candidates.requests());
            int leftOut = candidates.passedOver() + candidates.requests().size() - approved.size();
            if (approved.isEmpty()) {
                throw new ProblemException(ProblemCode.CONFLICT, nothingToSend(leftOut));
            }
            PayoutBatchId id = new PayoutBatchId(Ids.next());
            batches.insert(new PayoutBatch(id, actor));
            int sent = rows.send(
                    approved.stream().map(request -> request.id().value()).toList(), id.value());
            if (sent != approved.size()) {
                throw new IllegalStateException("payout requests of batch " + id + " changed under their locks");
            }
            books.post(store, PayoutStep.SEND, approved);
            Filled filled = find(store, id).orElseThrow();
            audit.record(
                    store, actor, "payout-batch.sent", filled.batch().subject(), approved.size() + " payout requests");
            return new Filled(filled.batch(), filled.requests(), leftOut);
        });
    }

    /** @param requests at most {@value #MOST}, locked */
    private record Candidates(List<PayoutRequest> requests, int passedOver) {}

    /**
     * Reads the queue in pages until a batch is full, because many requests may have to be skipped. Locks all requests
     * before any balance: the common lock order.
     */
    private Candidates candidates(StoreId store) {
        List<PayoutRequest> found = new ArrayList<>();
        int passedOver = 0;
        UUID last = FIRST;
        List<PayoutRequest> piece;
        do {
            piece = rows.lockApproved(last, MOST);
            List<PayoutRequest> covered = books.seemCovered(store, piece);
            covered.stream().limit(MOST - found.size()).forEach(found::add);
            passedOver += piece.size() - covered.size();
            last = piece.isEmpty() ? last : piece.get(piece.size() - 1).id().value();
        } while (piece.size() == MOST && found.size() < MOST);
        return new Candidates(found, passedOver);
    }

    private static String nothingToSend(int leftOut) {
        return leftOut == 0
                ? "No approved payout request is waiting for a batch."
                : "No payout request can be sent: " + leftOut
                        + " are approved, but orders were refunded since and their leaders' available balances are "
                        + "negative. They can be sent once the leaders have earned the difference. You can also "
                        + "withdraw the approvals.";
    }

    /** Records that the transfers of a batch were made. Settling it again changes nothing and returns the same. */
    Filled settle(StoreId store, String actor, PayoutBatchId id) {
        return transactions.inStore(store, () -> {
            PayoutBatch batch = batches.lock(id.value()).orElseThrow(() -> ProblemException.notFound("payout batch"));
            if (batch.state() == PayoutBatch.State.SENT) {
                settle(store, actor, batch);
            }
            return find(store, id).orElseThrow();
        });
    }

    Optional<Filled> find(StoreId store, PayoutBatchId id) {
        return transactions.inStore(
                store, () -> batches.find(id.value()).map(batch -> new Filled(batch, rows.ofBatch(id.value()), 0)));
    }

    Page<PayoutBatch> page(StoreId store, String cursor, int limit) {
        List<PayoutBatch> found = transactions.inStore(store, () -> batches.newest(Page.before(cursor), limit + 1));
        return Page.of(found, limit, batch -> batch.id().value(), batch -> batch);
    }

    private void settle(StoreId store, String actor, PayoutBatch batch) {
        List<PayoutRequest> sent = rows.lockSent(batch.id().value());
        int settled = rows.settle(batch.id().value());
        if (settled != sent.size() || !batches.settle(batch.id().value())) {
            throw new IllegalStateException("payout batch " + batch.id() + " changed under its lock");
        }
        books.post(store, PayoutStep.SETTLE, sent);
        audit.record(store, actor, "payout-batch.settled", batch.subject(), settled + " payout requests");
    }
}
