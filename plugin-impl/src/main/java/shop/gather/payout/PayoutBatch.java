package shop.gather.payout;

import java.time.Instant;
import java.util.UUID;

/**
 * Approved requests that leave together.
 *
 * @param settledAt null until the owner says that the transfers were made
 */
record PayoutBatch(UUID id, State state, String createdBy, Instant createdAt, Instant settledAt) {

    enum State {
        SENT,
        SETTLED
    }

    String subject() {
        return "payout-batch:" + id;
    }
}
