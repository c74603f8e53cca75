package shop.gather.member;

import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/**
 * A customer of the shop is about to become an additional alias of a member, and so able to act as that member. Fired
 * in that transaction, before anything is written. An observer refuses it by throwing a {@link
 * shop.gather.platform.http.ProblemException}.
 *
 * @param member the member that receives the customer
 * @param proven whether the request contained a valid session of that member
 */
public record CustomerJoining(StoreId store, MemberId member, boolean proven) {}
