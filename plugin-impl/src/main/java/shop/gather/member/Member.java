package shop.gather.member;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer of the shop who is known to Gather: met when a session is exchanged, named after what the shop says,
 * anonymised on demand. Everybody else refers to the id.
 *
 * @param email null if the shop does not tell, and after erasure
 * @param joinedAt when Gather met the customer
 * @param registeredAt when the customer registered at the shop; null if the shop does not tell
 * @param erasedAt when the personal data was erased; null while it was not
 */
record Member(UUID id, String displayName, String email, Instant joinedAt, Instant registeredAt, Instant erasedAt) {}
