package shop.gather.referral.attribution;

import java.time.Instant;
import java.util.UUID;

/**
 * Who gets credit for an order. Decided once, with the first snapshot of it that is authorized or captured, and never
 * again: later changes of bonds, coupons, leaders or plans do not touch it.
 *
 * @param memberId the buyer; null for guests
 * @param leaderId who gets credit; null if nobody does, the reason says why
 * @param recruiterId who recruited that leader; null if nobody did or it does not count
 * @param planId the commission plan that was in force; null if there was none
 * @param evidence COUPON, CLICK, BOND or NONE
 * @param reason for people
 */
record Attribution(
        UUID id,
        String orderId,
        UUID memberId,
        UUID leaderId,
        UUID recruiterId,
        UUID planId,
        Evidence.Kind evidence,
        String reason,
        Instant decidedAt) {}
