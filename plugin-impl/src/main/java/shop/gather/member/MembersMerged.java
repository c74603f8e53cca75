package shop.gather.member;

import java.util.UUID;
import shop.gather.platform.StoreId;

/**
 * A customer moves from one member to another. Fired in that transaction, before it commits; an observer that cannot
 * follow throws a {@link shop.gather.platform.http.ProblemException}, and nothing has happened. What is in the books
 * and the orders already paid stay with {@code from}; a bond to a leader and the places in teams that are not ended yet
 * go along.
 *
 * @param from the member who was this customer until now
 * @param into the member who is this customer from now on
 * @param told whether the shop was told of {@code from} by this customer's id; if not, {@code from} goes on as another
 *     customer
 */
public record MembersMerged(StoreId store, UUID from, UUID into, boolean told) {}
