package shop.gather.member;

import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/**
 * A customer moves from one member to another. Fired in that transaction, before it commits. An observer refuses it by
 * throwing a {@link shop.gather.platform.http.ProblemException}, which rolls everything back. Postings and orders
 * already paid stay with {@code from}; a bond to a leader and places that are open or confirmed move to {@code into}.
 *
 * @param from the customer's previous member
 * @param into the customer's new member
 * @param told whether this customer's id identified {@code from} to the shop; if not, {@code from} keeps another
 *     customer id for that
 */
public record MembersMerged(StoreId store, MemberId from, MemberId into, boolean told) {}
