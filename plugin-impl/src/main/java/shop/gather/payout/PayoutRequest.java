package shop.gather.payout;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.platform.http.ProblemException;

/**
 * A leader's wish to be paid. The amount is on hold from the start. Approved, a transfer waits for a batch and is in
 * transit with it; credit in the shop is in transit until the shop has given it. It ends paid, or back with the leader.
 *
 * @param batch null until it is sent, and for credit
 * @param decidedBy who approved or rejected it; null before, likewise the instant
 * @param reason why it was rejected or failed; else null
 * @param endedAt when it was rejected, paid or failed; else null
 */
record PayoutRequest(
        UUID id,
        UUID payee,
        Money amount,
        Method method,
        State state,
        UUID batch,
        String decidedBy,
        Instant decidedAt,
        String reason,
        Instant requestedAt,
        Instant endedAt) {

    /** How the leader wants to have it. */
    enum Method {
        /** Money, by what the owner uses to send it. */
        TRANSFER,
        /** Credit to spend in the shop, which the shop gives. */
        STORE_CREDIT;

        /**
         * @param name null for a transfer
         * @throws ProblemException INVALID_VALUE if there is no such method
         */
        static Method named(String name) {
            if (name == null) {
                return TRANSFER;
            }
            return Arrays.stream(values())
                    .filter(method -> method.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> ProblemException.invalid("method must be one of " + Arrays.toString(values()) + "."));
        }
    }

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
