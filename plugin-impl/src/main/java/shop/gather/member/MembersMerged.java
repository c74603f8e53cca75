package shop.gather.member;

import java.util.UUID;
import shop.gather.platform.StoreId;

/**
 * A customer moves from one member to another. Fired in that transaction, before it commits; an observer that cannot follow throws a
 * {@link shop.gather.platform.http.ProblemException}, and nothing has happened. Postings, orders and places stay with {@code from}.
 */
public record MembersMerged(StoreId store, UUID from, UUID into) {}
