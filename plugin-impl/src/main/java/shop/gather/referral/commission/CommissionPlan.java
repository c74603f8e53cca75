package shop.gather.referral.commission;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What leaders earn. A plan never changes: another one replaces it, and an order keeps the one that was in force when
 * it was placed.
 *
 * @param level1BasisPoints hundredths of a percent, for the leader
 * @param level2BasisPoints hundredths of a percent, for the leader's recruiter
 * @param earning what of an order earns, and how it is rounded
 * @param freezePeriod how long a commission stays pending
 * @param referralPeriod how long a customer stays bound to a leader
 * @param current whether it is in force
 */
record CommissionPlan(
        UUID id,
        String name,
        int level1BasisPoints,
        int level2BasisPoints,
        EarningTerms earning,
        Duration freezePeriod,
        Duration referralPeriod,
        boolean current,
        Instant createdAt) {}
