package shop.gather.member;

import java.util.UUID;
import shop.gather.platform.StoreId;

/**
 * A customer of the shop is about to become a further alias of a member, and so to act as that member. Fired in that
 * transaction, before anything is written; an observer that does not allow it throws a
 * {@link shop.gather.platform.http.ProblemException}.
 *
 * @param member who takes the customer
 * @param proven whether a valid session of that member was shown
 */
public record CustomerJoining(StoreId store, UUID member, boolean proven) {}
