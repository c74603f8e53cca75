package shop.gather.payout;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A leader's wish to be paid. The amount is on hold from the start; approved it waits for a batch, sent with it it is in transit, and it ends paid, or back with the leader.
 *
 * @param batch null until it is sent
 * @param decidedBy who approved or rejected it; null before, likewise the instant
 * @param reason why it was rejected or failed; else null
 * @param endedAt when it was rejected, paid or failed; else null
 */
record PayoutRequest(
        UUID id,
        UUID payee,
        Money amount,
        State state,
        UUID batch,
        String decidedBy,
        Instant decidedAt,
        String reason,
        Instant requestedAt,
        Instant endedAt) {

    enum State {
        REQUESTED,
        APPROVED,
        REJECTED,
        SENT,
        PAID,
        FAILED
    }

    String subject() {
        return "payout-request:" + id;
    }
}
